using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch list</c>.</summary>
internal static class ListCommand
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    public static Command Create(CommandContext context)
    {
        var all = Flags.Flag("--all", "Also agents that ended more than a day ago");
        var json = Flags.Json("Print one document orch.list/1");
        var command = new OrchCommand("list", "List agents with their true state", "orch list", "orch list --all --json") { all, json };
        command.SetAction(parsed => Run(new(parsed.GetValue(all), parsed.GetValue(json)), context));
        return command;
    }

    public static int Run(Options options, CommandContext context)
    {
        using var state = context.OpenState();
        var now = context.Surroundings.Time.GetUtcNow();
        var everything = state.Agents.Snapshot().Agents;
        var agents = state.Queue.Show(everything)
            .Where(agent => options.All || agent.EndedAt is not { } ended || now - ended <= Recent)
            .ToList();
        var terminal = context.Terminal;
        if (options.Json)
        {
            terminal.Json(new AgentListRecord(agents, []), StateJson.Default.AgentListRecord);
        }
        else if (agents.Count > 0)
        {
            terminal.OutConsole().Write(AgentTable.Of(agents, now, terminal.OutSize.Columns));
        }
        else
        {
            terminal.Note(everything.Count > 0
                ? "no agents but such that ended more than a day ago: 'orch list --all' shows them"
                : "no agents yet: orch \"TASK\" starts one");
        }

        return ExitCodes.Success;
    }

    internal sealed record Options(bool All, bool Json);
}
