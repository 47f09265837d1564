using System.Text;

namespace Orch.Cli.Rendering;

/// <summary>A difference as git writes it, for a terminal: what the files hold cannot control it, and the lines have the usual colours.</summary>
internal static class DifferenceText
{
    public static string Paint(string text, TerminalKind kind)
    {
        var painted = new StringBuilder(text.Length);
        foreach (var line in Lines(text, kind))
        {
            painted.Append(line).Append('\n');
        }

        return painted.ToString();
    }

    /// <summary>The same as lines.</summary>
    public static IEnumerable<string> Lines(string text, TerminalKind kind)
    {
        var isHead = true;
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            // A return inside a line would begin a new one, which could pass for a line of the difference.
            var clean = TerminalText.Block(line.TrimEnd('\r')).Replace('\n', '␊');
            isHead = line.StartsWith("diff --git ", StringComparison.Ordinal) || (isHead && !line.StartsWith("@@", StringComparison.Ordinal));
            yield return kind.Paint(clean, Tone(line, isHead));
        }
    }

    private static Tone Tone(string line, bool isHead) => line switch
    {
        _ when isHead && line.Contains(" | ", StringComparison.Ordinal) => Rendering.Tone.Plain,
        _ when isHead => Rendering.Tone.Strong,
        ['@', '@', ..] => Rendering.Tone.Active,
        ['+', ..] => Rendering.Tone.Good,
        ['-', ..] => Rendering.Tone.Bad,
        _ => Rendering.Tone.Plain,
    };
}
