using Orch.Cli.Rendering;

namespace Orch.Cli.Watching;

/// <summary>A text that is read on the whole screen.</summary>
/// <param name="title">What it is.</param>
internal sealed class TextPage(string title)
{
    private const string Keys = "q back  arrows, space, b: scroll  g top  G end";
    private IReadOnlyList<string> text = [];
    private IReadOnlyList<string> lines = [];
    private int width;
    private int top;
    private int room = 1;

    /// <summary>The end is seen, so that more that comes should be too.</summary>
    public bool IsAtEnd => top + room >= lines.Count;

    /// <summary>Gives it its text.</summary>
    /// <param name="whole">With line ends, and no control but colours of ours.</param>
    /// <param name="toEnd">Shows the end of it.</param>
    public void Fill(string whole, bool toEnd)
    {
        text = whole.TrimEnd('\n').Split('\n');
        width = 0;
        top = toEnd ? int.MaxValue : top;
    }

    /// <summary>Moves.</summary>
    /// <returns>False for a key that leaves the page.</returns>
    public bool Take(Key key)
    {
        switch (key)
        {
            case { Kind: KeyKind.Up }:
            case var up when up.Is('k'):
                top--;
                break;
            case { Kind: KeyKind.Down or KeyKind.Enter }:
            case var down when down.Is('j'):
                top++;
                break;
            case { Kind: KeyKind.PageDown }:
            case var space when space.Is(' ') || space.Is('f'):
                top += room;
                break;
            case { Kind: KeyKind.PageUp }:
            case var back when back.Is('b'):
                top -= room;
                break;
            case { Kind: KeyKind.Home }:
            case var first when first.Is('g'):
                top = 0;
                break;
            case { Kind: KeyKind.End }:
            case var last when last.Is('G'):
                top = int.MaxValue;
                break;
            case { Kind: KeyKind.Escape }:
            case var leave when leave.Is('q') || leave.Is('h'):
                return false;
        }

        Bound();
        return true;
    }

    public IReadOnlyList<string> Frame(WindowSize size, TerminalKind kind)
    {
        room = Math.Max(1, size.Rows - 2);
        if (width != size.Columns)
        {
            width = size.Columns;
            lines = [.. text.SelectMany(line => StyledLine.Wrap(line, width))];
        }

        Bound();
        var seen = lines.Skip(top).Take(room).ToList();
        var place = lines.Count > room ? $"  {top + 1}-{top + seen.Count} of {lines.Count}" : "";
        return
        [
            new StyledLine(size.Columns, kind).Add(title, Tone.Strong).Add(place, Tone.Quiet).ToString(),
            .. seen,
            .. Enumerable.Repeat("", room - seen.Count),
            new StyledLine(size.Columns, kind).Add(Keys, Tone.Quiet).ToString(),
        ];
    }

    private void Bound() => top = width == 0 ? Math.Max(0, top) : Math.Clamp(top, 0, Math.Max(0, lines.Count - room));
}
