using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Watching;

/// <summary>The table of all agents as lines of a screen.</summary>
internal static class WatchView
{
    private const string Keys = "enter details  a attach  l log  d diff  e why  s send  x kill  ? help  q quit";
    private const int Head = 2;
    private const int Foot = 3;

    /// <summary>How many agents a screen has room for.</summary>
    public static int Room(WindowSize size) => Math.Max(1, size.Rows - Head - Foot);

    /// <summary>A whole screen.</summary>
    /// <param name="rows">All agents.</param>
    /// <param name="at">Which one is selected and which is the first that is shown.</param>
    /// <param name="below">The last line: a message or a question in the place of the keys; null for the keys.</param>
    /// <param name="size">The screen.</param>
    /// <param name="now">The time.</param>
    /// <param name="kind">Its colours.</param>
    public static IReadOnlyList<string> Frame(IReadOnlyList<WatchRow> rows, (int Selected, int Top) at, string? below, WindowSize size, DateTimeOffset now, TerminalKind kind)
    {
        var columns = WatchColumns.For(rows, size.Columns);
        var room = Room(size);
        var shown = rows.Skip(at.Top).Take(room).ToList();
        var place = rows.Count > room ? $"{at.Top + 1}-{at.Top + shown.Count} of {rows.Count}" : "";
        List<string> frame = [Title(rows, place, size.Columns, kind), new StyledLine(size.Columns, kind).Add($"  {columns.Titles(size.Columns)}", Tone.Quiet).ToString()];
        foreach (var (row, index) in shown.Select((row, index) => (row, index + at.Top)))
        {
            var isSelected = index == at.Selected;
            var line = new StyledLine(size.Columns, kind).Add(isSelected ? "> " : "  ", isSelected ? Tone.Selected : Tone.Plain);
            columns.AddTo(line, row, now, isSelected, size.Columns);
            frame.Add(line.ToString());
        }

        if (rows.Count == 0)
        {
            frame.Add("  no agents yet: orch \"TASK\" starts one");
        }

        while (frame.Count < size.Rows - Foot)
        {
            frame.Add("");
        }

        if (frame.Count + Foot <= size.Rows)
        {
            frame.AddRange(Details(at.Selected >= 0 && at.Selected < rows.Count ? rows[at.Selected] : null, now, size.Columns, kind));
        }

        frame.Add(new StyledLine(size.Columns, kind).Add(below ?? Keys, below is null ? Tone.Quiet : Tone.Strong).ToString());
        return frame;
    }

    /// <summary>The table alone, whole.</summary>
    public static IReadOnlyList<string> Table(IReadOnlyList<WatchRow> rows, int width, DateTimeOffset now, TerminalKind kind)
    {
        var columns = WatchColumns.For(rows, width);
        return
        [
            Title(rows, "", width, kind),
            new StyledLine(width, kind).Add(columns.Titles(width), Tone.Quiet).ToString(),
            .. rows.Select(row =>
            {
                var line = new StyledLine(width, kind);
                columns.AddTo(line, row, now, isSelected: false, width);
                return line.ToString().TrimEnd();
            }),
        ];
    }

    private static string Title(IReadOnlyList<WatchRow> rows, string place, int width, TerminalKind kind)
    {
        var groups = rows.CountBy(row => row.Place.Group).ToDictionary();
        var (waiting, busy, ended) = (groups.GetValueOrDefault(0), groups.GetValueOrDefault(1), groups.GetValueOrDefault(2));
        return new StyledLine(width, kind)
            .Add("orch watch  ", Tone.Strong)
            .Add($"{busy} at work", busy > 0 ? Tone.Active : Tone.Quiet)
            .Add($"  {waiting} {(waiting == 1 ? "needs" : "need")} you", waiting > 0 ? Tone.Attention : Tone.Quiet)
            .Add($"  {ended} ended", Tone.Quiet)
            .Add(place.Length > 0 ? $"   {place}" : "", Tone.Quiet)
            .ToString();
    }

    private static IEnumerable<string> Details(WatchRow? row, DateTimeOffset now, int width, TerminalKind kind)
    {
        if (row is null)
        {
            return ["", ""];
        }

        var agent = row.Agent;
        var about = new StyledLine(width, kind)
            .Add($"{agent.Name}", Tone.Strong)
            .Add($"  {TerminalText.Line(agent.Branch ?? "no branch")}")
            .Add(agent.PullRequest is { } request ? $"  #{request.Number} {request.Url}" : "  no PR", agent.PullRequest is null ? Tone.Quiet : Tone.Plain)
            .Add($"  {TerminalText.Line(agent.Task)}", Tone.Quiet);
        var (words, tone) = agent.Needs is { } needs ? ($"needs {needs.Kind}: {needs.Text}", Tone.Attention)
            : agent.State.IsEnd() || agent.State == AgentState.Lost ? (agent.Reason ?? row.Latest, Tones.Of(agent.State))
            : (row.Latest, Tone.Plain);
        var ago = row.LatestAt is { } last ? now - last < TimeSpan.FromSeconds(1) ? "now: " : $"{DurationText.ShowShort(now - last)} ago: " : "";
        return [about.ToString(), new StyledLine(width, kind).Add(ago, Tone.Quiet).Add(TerminalText.Line(words), tone).ToString()];
    }
}
