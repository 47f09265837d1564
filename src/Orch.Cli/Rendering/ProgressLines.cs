using Spectre.Console;
using Spectre.Console.Rendering;

namespace Orch.Cli.Rendering;

/// <summary>The lines of a live view, each cut to the terminal's width: a line that wraps could not be redrawn in place.</summary>
internal sealed class ProgressLines(IReadOnlyList<ProgressRow> rows, DateTimeOffset now) : Renderable
{
    private const string Frames = "|/-\\";

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var nameWidth = rows.Max(row => row.Name.Length);
        foreach (var row in rows)
        {
            var sign = row.IsOver ? " " : Frames[(int)(now.ToUnixTimeMilliseconds() / 250 % Frames.Length)].ToString();
            var room = maxWidth;
            foreach (var (text, style) in new (string, Style)[]
            {
                ($"{sign} {row.Name.PadRight(nameWidth)}  ", Style.Plain),
                ($"{row.State,-11}", row.Tone.Style()),
                ($"{DurationText.Show((row.Until ?? now) - row.Since),8}  ", Style.Plain),
                (row.Attempt.Length > 0 ? $"{row.Attempt}  " : "", Style.Plain),
                (TerminalText.Line(row.Latest), Tone.Quiet.Style()),
            })
            {
                foreach (var segment in Segment.SplitOverflow(new Segment(text, style), Overflow.Ellipsis, room))
                {
                    room -= segment.CellCount();
                    yield return segment;
                }

                if (room <= 1)
                {
                    break;
                }
            }

            yield return Segment.LineBreak;
        }
    }
}
