using Orch.State;
using Spectre.Console;

namespace Orch.Cli.Rendering;

/// <summary>Agents as a table.</summary>
internal static class AgentTable
{
    private const int State = 1;
    private const int Branch = 4;
    private const int Gap = 2;
    private const int NarrowestBranch = 10;
    private const int NarrowestWait = 30;

    /// <summary>The table; branches are shortened where it would be wider than that, if that leaves enough of them. What queued agents wait for is a column while there are any.</summary>
    public static Table Of(IReadOnlyList<AgentRecord> agents, DateTimeOffset now, int width)
    {
        string[] titles = ["NAME", "STATE", "CLI", "AGE", "BRANCH", "PR", .. agents.Any(agent => agent.Queue is not null) ? (string[])["WAITS FOR"] : []];
        var rows = agents.Select(agent => new[]
        {
            agent.Name,
            SnakeCase.Of(agent.State),
            agent.Attempts is [.., var last] ? last.Cli : agent.Cli,
            DurationText.ShowShort(now - agent.CreatedAt),
            TerminalText.Line(agent.Branch ?? "-"),
            agent.PullRequest is { } request ? $"#{request.Number}" : "-",
            TerminalText.Line(agent.Queue?.Reason ?? "", NarrowestWait),
        }).ToList();
        var others = Enumerable.Range(0, titles.Length).Where(column => column != Branch).Sum(column => rows.Max(row => Math.Max(row[column].Length, titles[column].Length)));
        var room = width - others - (Gap * (titles.Length - 1));
        var table = new Table().NoBorder();
        foreach (var title in titles)
        {
            table.AddColumn(new TableColumn(new Text(title, Tone.Quiet.Style())).NoWrap().PadLeft(0).PadRight(title == titles[^1] ? 0 : Gap));
        }

        var branches = rows.Max(row => Math.Max(row[Branch].Length, titles[Branch].Length));
        foreach (var (agent, row) in agents.Zip(rows))
        {
            row[Branch] = room >= NarrowestBranch ? TerminalText.Line(row[Branch], room) : row[Branch];
            row[^1] = TerminalText.Line(agent.Queue?.Reason ?? "", NarrowestWait + Math.Max(0, room - branches));
            table.AddRow(row.Take(titles.Length).Select((text, column) => new Text(text, (column == State ? Tones.Of(agent.State) : Tone.Plain).Style())));
        }

        return table;
    }
}
