using System.Text;

namespace Orch.Cli.Rendering;

/// <summary>
/// Text of others made fit for the user's terminal: control sequences could move the cursor, set the title, write the clipboard or
/// hide what was said, and so could characters that change the direction of writing.
/// </summary>
internal static class TerminalText
{
    private const char Escape = '\e';
    private const char Bell = '\a';
    private const char StringTerminator = '\u009c';

    /// <summary>Text of several lines: line ends and tabs stay, all other control is removed.</summary>
    public static string Block(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = ControlLength(text.AsSpan(i));
            if (length > 0)
            {
                i += length;
                continue;
            }

            if (text[i] == '\r')
            {
                // A return without a new line would let what follows overwrite what stands there.
                i += i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
                clean.Append('\n');
                continue;
            }

            clean.Append(text[i] is '\u2028' or '\u2029' ? '\n' : text[i]);
            i++;
        }

        return clean.ToString();
    }

    /// <summary>Text as one line: every run of white space becomes one space, and what is too long ends in an ellipsis.</summary>
    public static string Line(string text, int most = int.MaxValue)
    {
        var line = new StringBuilder(Math.Min(text.Length, 256));
        foreach (var letter in Block(text))
        {
            if (!char.IsWhiteSpace(letter))
            {
                line.Append(letter);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }

            if (line.Length > most)
            {
                var cut = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
                return line.ToString(0, cut).TrimEnd() + '…';
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>How much of the text's beginning is control; 0 when it begins with text.</summary>
    private static int ControlLength(ReadOnlySpan<char> text) => text[0] switch
    {
        Escape when text.Length == 1 => 1,
        Escape => 1 + SequenceLength((char)(text[1] + 0x40), text[1..]),
        '\n' or '\t' or '\r' => 0,
        >= '\u0080' and <= '\u009f' => SequenceLength(text[0], text),
        < ' ' or '\u007f' => 1,
        '\u200e' or '\u200f' or '\u061c' or '\ufeff' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => 1,
        _ => 0,
    };

    /// <summary>The length of a sequence from its kind (as an 8-bit control) on; <paramref name="text"/> begins with the character that gave the kind.</summary>
    private static int SequenceLength(char kind, ReadOnlySpan<char> text) => kind switch
    {
        '\u009b' => ParametersLength(text),
        '\u0090' or '\u0098' or '\u009d' or '\u009e' or '\u009f' => StringLength(text),
        >= '\u0080' and <= '\u009f' => 1,
        _ => EscapeLength(text),
    };

    /// <summary>CSI: parameters and intermediates, then one final character.</summary>
    private static int ParametersLength(ReadOnlySpan<char> text)
    {
        var i = 1;
        while (i < text.Length && text[i] is >= ' ' and <= '?')
        {
            i++;
        }

        return i < text.Length && text[i] is >= '@' and <= '~' ? i + 1 : i;
    }

    /// <summary>OSC, DCS and the like end with BEL or ST. Without that end only the beginning is control: the rest would be lost unseen.</summary>
    private static int StringLength(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length && text[i] is not '\n'; i++)
        {
            if (text[i] is Bell or StringTerminator)
            {
                return i + 1;
            }

            if (text[i] == Escape)
            {
                return i + 1 < text.Length && text[i + 1] == '\\' ? i + 2 : i;
            }
        }

        return 1;
    }

    /// <summary>Other escapes: intermediates and one final character.</summary>
    private static int EscapeLength(ReadOnlySpan<char> text)
    {
        var i = 0;
        while (i < text.Length && text[i] is >= ' ' and <= '/')
        {
            i++;
        }

        return i < text.Length && text[i] is >= '0' and <= '~' ? i + 1 : i;
    }
}
