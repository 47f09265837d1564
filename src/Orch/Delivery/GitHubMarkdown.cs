using System.Text;
using System.Text.RegularExpressions;

namespace Orch.Delivery;

/// <summary>Makes text of others harmless as GitHub's markdown while it reads as it was written.</summary>
internal static partial class GitHubMarkdown
{
    /// <summary>
    /// Outside of code, a mention becomes code, so that nobody is notified, and an angle bracket stays one instead of opening HTML. References
    /// such as <c>fixes #12</c> are left: they are the user's own words and mean what they say.
    /// </summary>
    public static string Inert(string text)
    {
        var result = new StringBuilder();
        var at = 0;
        var runs = Backticks().Matches(text);
        for (var i = 0; i < runs.Count; i++)
        {
            var open = runs[i];
            if (open.Index < at)
            {
                continue;
            }

            result.Append(Plain(text[at..open.Index]));
            var close = runs.Skip(i + 1).FirstOrDefault(run => run.Length == open.Length);
            var end = close is null ? 0 : close.Index + close.Length;
            if (close is not null && (open.Length >= 3 || !BlankLine().IsMatch(text[open.Index..end])))
            {
                result.Append(text, open.Index, end - open.Index);
                at = end;
            }
            else
            {
                result.Insert(result.Length, "\\`", open.Length);
                at = open.Index + open.Length;
            }
        }

        return result.Append(Plain(text[at..])).ToString();
    }

    private static string Plain(string text) => Mention().Replace(Bracket().Replace(text, "&lt;"), "`$0`");

    [GeneratedRegex("`+", RegexOptions.CultureInvariant)]
    private static partial Regex Backticks();

    // Code of one or two backticks ends with its paragraph.
    [GeneratedRegex(@"\n[ \t]*\n", RegexOptions.CultureInvariant)]
    private static partial Regex BlankLine();

    [GeneratedRegex("<(?=[A-Za-z/!?])", RegexOptions.CultureInvariant)]
    private static partial Regex Bracket();

    // A user, or a team of an organisation; in an address such as a@b.c the sign follows a word.
    [GeneratedRegex("(?<![A-Za-z0-9])@[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9._-]+)?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
