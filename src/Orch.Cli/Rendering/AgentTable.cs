using Orch.State;
using Spectre.Console;

namespace Orch.Cli.Rendering;

/// <summary>Agents as a table.</summary>
internal static class AgentTable
{
    public static Table Of(IReadOnlyList<AgentRecord> agents, DateTimeOffset now)
    {
        var table = new Table().NoBorder();
        foreach (var title in (string[])["NAME", "STATE", "CLI", "AGE", "BRANCH", "PR"])
        {
            table.AddColumn(new TableColumn(new Text(title, new Style(decoration: Decoration.Dim))).NoWrap().PadLeft(0).PadRight(2));
        }

        foreach (var agent in agents)
        {
            table.AddRow(
                new Text(agent.Name),
                new Text(SnakeCase.Of(agent.State), Tones.Of(agent.State).Style()),
                new Text(agent.Attempts is [.., var last] ? last.Cli : agent.Cli),
                new Text(DurationText.ShowShort(now - agent.CreatedAt)),
                new Text(TerminalText.Line(agent.Branch ?? "-")),
                new Text(agent.PullRequest is { } request ? $"#{request.Number}" : "-"));
        }

        return table;
    }
}
