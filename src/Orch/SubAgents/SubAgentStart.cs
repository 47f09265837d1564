using Orch.Planning;
using Orch.State;
using Orch.Supervision;

namespace Orch.SubAgents;

/// <summary>Starts an agent that another agent has asked for.</summary>
/// <param name="surroundings">The user's environment and checkout; never the calling agent's own.</param>
/// <param name="state">The record.</param>
internal sealed class SubAgentStart(Surroundings surroundings, OrchState state)
{
    /// <summary>Starts it with the settings of the agent that asks, and within its budget.</summary>
    /// <param name="caller">The agent that asks.</param>
    /// <param name="head">The last commit of its workspace.</param>
    /// <param name="order">What it asks for.</param>
    /// <param name="key">The same key never starts a second one.</param>
    /// <param name="ct">Stops the looking before the start.</param>
    /// <exception cref="OrchException">It may not (conflict), something is wrong (usage) or missing.</exception>
    public async Task<AgentRecord> StartAsync(string caller, string head, SubAgentOrder order, string key, CancellationToken ct)
    {
        if (state.Agents.FindByRequestKey(key) is [var earlier, ..])
        {
            return earlier.Display();
        }

        if (SubAgentLimits.Refusal(caller, [.. state.Agents.Snapshot().Agents.Select(agent => agent.Record)]) is { } refusal)
        {
            throw OrchException.Conflict(refusal);
        }

        var stored = state.Agents.Get(caller);
        var assignment = Assignment.Parse(stored.Assignment);
        var settings = assignment.Settings with
        {
            ContextFile = null,
            NoNewBranch = false,
            MayChangeChecks = false,
            NoNewPullRequest = assignment.Settings.NoNewPullRequest || order.FromCaller,
            DraftUnverified = false,
            RequestKey = key,
            Requester = new(caller, stored.Record.ContextId),
        };
        var spec = Spec(order, stored.Record.CliChain, KnownClis.In(surroundings.Environment, settings.Agents)) with
        {
            Base = order.FromCaller ? head : assignment.Spec.Base,
            WorkspaceConfig = assignment.Spec.WorkspaceConfig?.WorkspaceRoot is { } root ? new(WorkspaceName: null, root) : null,
        };
        return (await new AgentStart(surroundings, state).StartAsync(spec.Task, [spec], settings, hasFixedName: false, ct))[0];
    }

    /// <summary>The plan. The task is taken as it stands: an agent's words set no options.</summary>
    /// <param name="order">What is asked for.</param>
    /// <param name="chain">The caller's own chain.</param>
    /// <param name="clis">The CLIs there are.</param>
    /// <exception cref="OrchException">A CLI, the name or the task is none (usage).</exception>
    public static AgentSpec Spec(SubAgentOrder order, IReadOnlyList<string> chain, IReadOnlyList<KnownCli> clis)
    {
        if (order.Name is { } name && !NameMaker.IsName(name))
        {
            throw OrchException.Usage("a name takes small letters, digits and hyphens, at most 48, beginning with a letter or digit");
        }

        if (!order.Task.Any(char.IsLetterOrDigit) || order.Task.Contains('\0') || order.Task.Length > SubAgentLimits.LongestTask)
        {
            throw OrchException.Usage($"a task is words, without NUL, of at most {SubAgentLimits.LongestTask >> 10} KiB: say what the agent is to do");
        }

        var warnings = new List<string>();
        var own = order.AgentCli is { } given ? CliChoice.Chain(given, "asked for", clis, warnings, []) : chain;
        return new()
        {
            Name = order.Name ?? NameMaker.FromTask(order.Task),
            Task = order.Task,
            Cli = own[0],
            CliChain = own,
            Model = order.Model is { Length: > 0 } model ? Model(model) : null,
            Warnings = warnings,
        };
    }

    private static string Model(string model) => model.StartsWith('-') || model.Any(char.IsControl) || model.Length > 200
        ? throw OrchException.Usage("a model is the name of one, as 'sonnet'")
        : model;
}
