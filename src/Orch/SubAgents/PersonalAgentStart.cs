using Orch.Planning;
using Orch.State;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch.SubAgents;

/// <summary>Starts an agent that a person's own interactive CLI has asked for, with the settings that hold where it works.</summary>
/// <param name="surroundings">The person's environment and directory.</param>
/// <param name="state">The record.</param>
internal sealed class PersonalAgentStart(Surroundings surroundings, OrchState state)
{
    /// <summary>Starts it.</summary>
    /// <param name="caller">In whose name.</param>
    /// <param name="order">What is asked for.</param>
    /// <param name="ct">Stops the looking before the start.</param>
    /// <exception cref="OrchException">It may not (conflict), something is wrong (usage) or missing.</exception>
    public async Task<AgentRecord> StartAsync(string caller, SubAgentOrder order, CancellationToken ct)
    {
        if (SubAgentLimits.Refusal(caller, [.. state.Agents.Snapshot().Agents.Select(agent => agent.Record)]) is { } refusal)
        {
            throw OrchException.Conflict(refusal);
        }

        var run = ConfiguredRun.Read(surroundings, [], new RunSettings());
        var nothing = new CliReading(Asked: null, new HashSet<string>(StringComparer.Ordinal));
        var chain = order.AgentCli is null ? CliChoice.FromText(nothing, run.Defaults, run.Clis, [], []) : [];
        var settings = run.Settings with { NoNewPullRequest = order.FromCaller, Requester = new(caller, ContextId: null) };
        var spec = SubAgentStart.Spec(order, chain, run.Clis) with
        {
            Base = order.FromCaller ? await HeadAsync(ct) : run.Defaults.Base,
            WorkspaceConfig = run.Defaults.WorkspaceRoot is { } root ? new(WorkspaceName: null, root) : null,
        };
        return (await new AgentStart(surroundings, state).StartAsync(spec.Task, [spec], settings, hasFixedName: false, ct))[0];
    }

    private async Task<string> HeadAsync(CancellationToken ct) =>
        await new Git(surroundings.Runner, surroundings.Environment, GitPlace.Discover(surroundings.Directory)).ValueAsync(["rev-parse", "--verify", "HEAD"], ct)
            ?? throw OrchException.NotFound($"{surroundings.Directory} has no commit to start from");
}
