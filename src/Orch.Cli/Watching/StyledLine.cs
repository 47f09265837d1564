using System.Text;
using Orch.Cli.Rendering;

namespace Orch.Cli.Watching;

/// <summary>A line of a frame: pieces with tones, in no more cells than there are.</summary>
/// <param name="width">The cells.</param>
/// <param name="kind">What it is for.</param>
internal sealed class StyledLine(int width, TerminalKind kind)
{
    private readonly StringBuilder line = new();
    private int room = width;

    /// <summary>Adds a text in a column of its own width, or as it is; what does not fit is cut.</summary>
    public StyledLine Add(string text, Tone tone = Tone.Plain, int? column = null)
    {
        var cells = Math.Min(room, column ?? int.MaxValue);
        if (cells > 0)
        {
            var fit = column is null ? Cells.Cut(text, cells) : Cells.Fit(text, cells);
            room -= Cells.Of(fit);
            line.Append(kind.Paint(fit, tone));
        }

        return this;
    }

    public override string ToString() => line.ToString();

    /// <summary>Breaks a line that may hold colours of ours into such that fit, at white space where there is some.</summary>
    public static IEnumerable<string> Wrap(string line, int width)
    {
        var (part, cells, sgr, space) = (new StringBuilder(), 0, "", -1);
        for (var i = 0; i < line.Length;)
        {
            if (line[i] == '\e' && line.IndexOf('m', i) is > 0 and var end)
            {
                var code = line[i..(end + 1)];
                sgr = code == "\e[0m" ? "" : code;
                part.Append(code);
                i = end + 1;
                continue;
            }

            var rune = Rune.TryGetRuneAt(line, i, out var whole) ? whole : Rune.ReplacementChar;
            i += rune.Utf16SequenceLength;
            if (cells + Cells.Of(rune) > width)
            {
                var rest = space > 0 && rune.Value != ' ' ? part.ToString(space, part.Length - space) : "";
                part.Length = space > 0 && rune.Value != ' ' ? space : part.Length;
                yield return part.ToString().TrimEnd(' ') + (sgr.Length > 0 ? "\e[0m" : "");
                part.Clear().Append(sgr).Append(rest);
                (cells, space) = (Cells.Of(rest), -1);
                if (rune.Value == ' ')
                {
                    continue;
                }
            }

            part.Append(rune.ToString());
            cells += Cells.Of(rune);
            if (rune.Value == ' ' && cells > width / 2)
            {
                space = part.Length;
            }
        }

        yield return part.ToString();
    }
}
