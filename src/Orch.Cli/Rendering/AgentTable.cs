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
    private static readonly string[] Titles = ["NAME", "STATE", "CLI", "AGE", "BRANCH", "PR"];

    /// <summary>The table; branches are shortened where it would be wider than that, if that leaves enough of them.</summary>
    public static Table Of(IReadOnlyList<AgentRecord> agents, DateTimeOffset now, int width)
    {
        var rows = agents.Select(agent => new[]
        {
            agent.Name,
            SnakeCase.Of(agent.State),
            agent.Attempts is [.., var last] ? last.Cli : agent.Cli,
            DurationText.ShowShort(now - agent.CreatedAt),
            TerminalText.Line(agent.Branch ?? "-"),
            agent.PullRequest is { } request ? $"#{request.Number}" : "-",
        }).ToList();
        var others = Enumerable.Range(0, Titles.Length).Where(column => column != Branch).Sum(column => rows.Append(Titles).Max(row => row[column].Length));
        var room = width - others - (Gap * (Titles.Length - 1));
        var table = new Table().NoBorder();
        foreach (var title in Titles)
        {
            table.AddColumn(new TableColumn(new Text(title, Tone.Quiet.Style())).NoWrap().PadLeft(0).PadRight(title == Titles[^1] ? 0 : Gap));
        }

        foreach (var (agent, row) in agents.Zip(rows))
        {
            row[Branch] = room >= NarrowestBranch ? TerminalText.Line(row[Branch], room) : row[Branch];
            table.AddRow(row.Select((text, column) => new Text(text, (column == State ? Tones.Of(agent.State) : Tone.Plain).Style())));
        }

        return table;
    }
}
