using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Commands;

/// <summary><c>orch retry NAME</c>.</summary>
internal static class RetryCommand
{
    public static Command Create(CommandContext context)
    {
        var name = Flags.AgentName();
        var agentCli = Flags.Text("--agent-cli", "LIST", "Another agent CLI or chain (default: as before)");
        var model = Flags.Text("--model", "M", "The model for the first CLI of the chain (default: as before)");
        var validate = Flags.Text("--validate", "CMD", "Another validation command (default: as before)");
        var repair = Flags.Number("--repair", 0, 100, "How often a failed validation goes back to the agent (default: as before)");
        var timeout = Flags.Duration("--timeout", "The most that one attempt may take (default: as before)");
        var idleTimeout = Flags.Duration("--idle-timeout", "The most that an attempt may be silent (default: as before)");
        var detach = Flags.Flag("--detach", "Return as soon as the agent is seen to have started", "-d");
        var json = Flags.Json("Print one document orch.agent/1 at the end");
        var command = new OrchCommand(
            "retry",
            "Go on from where the work of an ended agent stands: a new agent in the same workspace and vendor session",
            "orch retry fix-login",
            "orch retry fix-login --agent-cli codex --repair 2") { name, agentCli, model, validate, repair, timeout, idleTimeout, detach, json };
        command.SetAction((parsed, ct) => RunAsync(
            new(parsed.GetRequiredValue(name), parsed.GetValue(detach), parsed.GetValue(json), parsed.GetValue(validate) is not null)
            {
                Order = new()
                {
                    AgentCli = parsed.GetValue(agentCli),
                    Model = parsed.GetValue(model),
                    Change = before => before with
                    {
                        Validate = parsed.GetValue(validate) ?? before.Validate,
                        Repair = parsed.GetValue(repair) ?? before.Repair,
                        Timeout = parsed.GetValue(timeout) ?? before.Timeout,
                        IdleTimeout = parsed.GetValue(idleTimeout) ?? before.IdleTimeout,
                    },
                },
            },
            context,
            ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        if (options.SetsCommand)
        {
            context.RefuseAgents("--validate");
        }

        using var state = context.OpenState();
        var before = state.Agents.Require(options.Name).Record.Name;
        var (agent, _) = await new AgentFollowUp(context.Surroundings, state).StartAsync(before, options.Order, ct);
        context.Terminal.Note($"{agent.Name} goes on from {before}");
        return options.Detach
            ? RunStart.Report([agent], options.Json, context.Terminal)
            : await AgentWatching.WatchAsync([agent.Name], options.Json, state, context, ct);
    }

    internal sealed record Options(string Name, bool Detach, bool Json, bool SetsCommand)
    {
        public required FollowUpOrder Order { get; init; }
    }
}
