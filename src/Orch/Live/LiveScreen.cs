using System.Text.RegularExpressions;

namespace Orch.Live;

/// <summary>What the screen of an interactive agent CLI shows where its title does not tell: the box for prompts, or a dialog's list to choose from.</summary>
internal static partial class LiveScreen
{
    private const int Shown = 20;

    /// <summary>Whether a dialog waits for a choice: the lowest thing on the screen that a cursor stands at is a numbered line.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="typed">What Orch itself put into the box, which may be such a line; null for nothing.</param>
    public static bool IsDialog(string screen, string? typed = null) =>
        CursorLine(screen) is { } line && Choice().IsMatch(line) && (typed is null || !Holds(line, typed));

    /// <summary>The box's first line, empty or not; null when the screen shows none.</summary>
    public static string? Box(string screen) => CursorLine(screen);

    /// <summary>Whether the box shows this text, or its beginning.</summary>
    public static bool Holds(string box, string text)
    {
        var first = text.TrimStart().Split('\n', 2)[0].Trim();
        return box.Contains(first.Length <= Shown ? first : first[..Shown], StringComparison.Ordinal);
    }

    /// <summary>Whether the box shows this text from its first character on, or just what stands for a long text that was pasted: no draft before it.</summary>
    public static bool HoldsOnly(string box, string text)
    {
        if (Pasted().IsMatch(box))
        {
            return true;
        }

        // Signs are left out: the box begins with one, and some are drawn as others.
        var shown = Letters(box);
        var wanted = Letters(text.Split('\n', 2)[0]);
        return wanted.Length == 0 ? shown.Length == 0 : shown.StartsWith(wanted.Length <= Shown ? wanted : wanted[..Shown], StringComparison.Ordinal);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string? CursorLine(string screen)
    {
        var lines = screen.Split('\n');
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            if (AtCursor().Match(lines[i]) is { Success: true } match)
            {
                return match.Groups["line"].Value.TrimEnd(' ', '│', '┃');
            }
        }

        return null;
    }

    // Before it stands at most the frame of a dialog. In the box of gemini the sign changes with its mode.
    [GeneratedRegex(@"^[\s│┃]*(?<line>[❯›>●*!](\s.*)?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex AtCursor();

    [GeneratedRegex(@"^[❯›>●]\s*\d{1,2}[.)]\s")]
    private static partial Regex Choice();

    [GeneratedRegex(@"^[❯›>*!]\s*\[Pasted [^\]]*\]\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Pasted();
}
