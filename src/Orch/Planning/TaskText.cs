using System.Text.RegularExpressions;

namespace Orch.Planning;

/// <summary>A task as it was written, taken apart: the user's own words, and a context that was put behind them and is only data.</summary>
/// <param name="Words">What the user wrote.</param>
/// <param name="Context">The context block with its heading, as it stands; empty for none.</param>
internal sealed partial record TaskText(string Words, string Context)
{
    /// <summary>Takes a text apart.</summary>
    public static TaskText Of(string text)
    {
        var mark = ContextMark().Match(text);
        return mark.Success ? new(text[..mark.Index].Trim(), text[mark.Index..].Trim()) : new(text.Trim(), "");
    }

    /// <summary>The words with everything in quotes, code and links' targets blanked out, of the same length: what is quoted is talked about, not asked for.</summary>
    public static string Unquoted(string words) => Quoted().Replace(words, match => new string(' ', match.Length));

    [GeneratedRegex(@"^---[ \t]*\r?\n\s*##[ \t]+Pre-computed Context\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex ContextMark();

    [GeneratedRegex("```.*?(```|\\z)|`[^`\\n]*`|\"[^\"\\n]*\"|“[^”\\n]*”|«[^»\\n]*»|(?<![\\w])'[^'\\n]*'(?![\\w])", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Quoted();
}
