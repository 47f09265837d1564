using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Proof;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch status NAME</c>.</summary>
internal static class StatusCommand
{
    public static Command Create(CommandContext context)
    {
        var name = Flags.AgentName();
        var json = Flags.Json("Print one document orch.agent/1");
        var command = new OrchCommand("status", "Show what is known of one agent", "orch status fix-login", "orch status fix-login --json") { name, json };
        command.SetAction(parsed => Run(new(parsed.GetRequiredValue(name), parsed.GetValue(json)), context));
        return command;
    }

    public static int Run(Options options, CommandContext context)
    {
        using var state = context.OpenState();
        var agent = state.Queue.Show(state.Agents.Require(options.Name));
        var terminal = context.Terminal;
        if (options.Json)
        {
            terminal.Json(agent, StateJson.Default.AgentRecord);
        }
        else
        {
            var summary = new Summary(terminal.Out, terminal.OutKind, terminal.Time.GetUtcNow());
            summary.WriteAll(agent, terminal.Moment);
            if (agent.Evidence is { } path && EvidenceFile.TryRead(path) is { } evidence)
            {
                summary.WriteEvidence(evidence);
            }
        }

        return ExitCodes.Success;
    }

    internal sealed record Options(string Name, bool Json);
}
