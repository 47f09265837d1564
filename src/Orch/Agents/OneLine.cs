using System.Text;

namespace Orch.Agents;

/// <summary>Makes text of unknown origin fit for one line of a terminal, a table or a log.</summary>
internal static class OneLine
{
    /// <summary>The text with every run of white space and control characters, escapes included, as one space; cut at <paramref name="most"/> characters.</summary>
    public static string Of(string? text, int most = 300)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (line.Length >= most)
            {
                return line.Append('…').ToString();
            }

            if (!Rune.IsWhiteSpace(rune) && !IsInvisible(rune))
            {
                line.Append(rune);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    // Format characters turn the direction of what follows, or hide in it.
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is
        System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format;
}
