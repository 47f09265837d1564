using Orch.State;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch.Recovery;

/// <summary>Takes up agents whose supervisor is gone: ends what is left of them, saves their work, and gives them another supervisor.</summary>
/// <param name="surroundings">What Orch was called in; the supervisor gets this environment.</param>
/// <param name="state">The record.</param>
internal sealed class AgentResume(Surroundings surroundings, OrchState state)
{
    /// <summary>The agents that are lost, oldest first.</summary>
    public IReadOnlyList<string> Lost() => [.. state.Agents.Snapshot().Agents.Where(agent => agent.Display().State == AgentState.Lost).Select(agent => agent.Record.Name)];

    /// <summary>Takes one up.</summary>
    /// <exception cref="OrchException">It is not lost (conflict), or there is no such agent (not found).</exception>
    public async Task<ResumeReport> ResumeAsync(string name, CancellationToken ct)
    {
        var agent = state.Agents.Get(name);
        Refuse(agent.Display());
        try
        {
            return await TakeUpAsync(agent, ct);
        }
        catch (OrchException e)
        {
            return new(name, ResumeResult.Failed, e.Message);
        }
    }

    private static void Refuse(AgentRecord agent)
    {
        if (agent.State.IsEnd())
        {
            throw OrchException.Conflict($"{agent.Name} has ended ({SnakeCase.Of(agent.State)}): 'orch retry {agent.Name}' goes on from where its work stands");
        }

        if (agent.State == AgentState.NeedsHuman)
        {
            throw OrchException.Conflict($"{agent.Name} waits for a person: 'orch send {agent.Name} TEXT' answers and lets it go on");
        }

        if (agent.State != AgentState.Lost)
        {
            throw OrchException.Conflict($"{agent.Name} is {SnakeCase.Of(agent.State)} and has a supervisor: 'orch attach {agent.Name}' shows it");
        }
    }

    private async Task<ResumeReport> TakeUpAsync(StoredAgent agent, CancellationToken ct)
    {
        var name = agent.Record.Name;
        if (agent.CancelRequested)
        {
            var after = await new AgentKiller(surroundings, state).KillAsync(name, ct);
            return new(name, ResumeResult.Cancelled, $"it was being killed when its supervisor went away: {SnakeCase.Of(after.State)}, its work is kept");
        }

        List<string> found = [];
        var orphans = await SupervisedProcesses.Of(agent.Record.Id, surroundings.Time).EndAsync(SupervisedProcesses.Grace);
        if (orphans > 0)
        {
            found.Add($"{orphans} process{(orphans == 1 ? "" : "es")} it had left {(orphans == 1 ? "was" : "were")} ended");
        }

        var plan = Assignment.Parse(agent.Assignment).Plan;
        if (!Directory.Exists(plan.Repository.GitDirectory) || !Directory.Exists(plan.Repository.TopLevel))
        {
            return new(name, ResumeResult.Failed, $"its repository is not at {plan.Repository.TopLevel} any more: move it back there, then 'orch resume {name}'; {name} stays lost, and its work stays where it is");
        }

        found.AddRange(await SaveAsync(agent, plan));
        if (await new AgentTakeUp(surroundings, state).StartAsync(name, ct) is { } failure)
        {
            return new(name, ResumeResult.Failed, $"its supervisor did not start: {failure}");
        }

        return new(name, ResumeResult.Resumed, string.Join("; ", found.Append("it goes on")));
    }

    private async Task<IReadOnlyList<string>> SaveAsync(StoredAgent agent, WorkspacePlan plan)
    {
        var name = agent.Record.Name;
        var maker = new WorkspaceMaker(surroundings.Runner, surroundings.Environment, surroundings.Time);
        if (maker.Open(plan) is { } workspace)
        {
            // No agent has been in one that git has not finished.
            return WorktreeRecords.IsUnfinished(workspace.Administration) || await AgentRescue.SaveAsync(state, name, workspace, "its supervisor was lost") is not { Ref: { } saved }
                ? []
                : [$"what was not committed is saved as {saved}"];
        }

        if (agent.Record.Workspace is null)
        {
            return [];
        }

        const string gone = "its workspace was gone and is made again from what git has of it";
        state.Events.Append(name, new NewEvent(EventKinds.Warning, ("text", gone)));
        return [gone];
    }
}
