using Orch.Agents;
using Orch.Planning;
using Orch.Processes;
using Orch.Sessions;
using Orch.State;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch;

/// <summary>Starts a new agent that goes on from where an ended one's work stands: same workspace, same branch, same vendor session.</summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="state">The record.</param>
internal sealed class AgentFollowUp(Surroundings surroundings, OrchState state)
{
    private const int NameTries = 1000;

    /// <summary>Starts it and sees its supervisor start.</summary>
    /// <param name="name">The ended agent.</param>
    /// <param name="order">What is different this time.</param>
    /// <param name="ct">Cancels the looking; not what was started.</param>
    /// <returns>The new agent, and the turn that was queued for it when something was said.</returns>
    /// <exception cref="OrchException">The agent has not ended, another one follows it already (conflict), or something is missing.</exception>
    public async Task<(AgentRecord Agent, Turn? Turn)> StartAsync(string name, FollowUpOrder order, CancellationToken ct)
    {
        var before = state.Agents.Get(name);
        Refuse(before);
        var assignment = await AssignAsync(before, order, ct);
        var record = Record(before, assignment);
        Turn? turn = null;
        var sessions = new TmuxServer(surroundings.State, surroundings.Runner, surroundings.Environment);
        for (var n = 2; ; n++)
        {
            var numbered = NameMaker.Numbered(Root(before.Record), n);
            if (state.Agents.Exists(numbered) || await sessions.ExistsAsync(numbered, ct))
            {
                continue;
            }

            assignment = assignment with { Spec = assignment.Spec with { Name = numbered } };
            record = record with { Name = numbered, Session = numbered };
            try
            {
                state.Agents.Create(record.Task, [(record, assignment.ToJson())], _ => new(assignment.Settings.MaxAgents));
                break;
            }
            catch (OrchException e) when (e.Kind == OrchErrorKind.Conflict && n < NameTries)
            {
                // Somebody took the name in the same moment; or follows the same agent, which is not to be asked in the filter, while the transaction is open.
                if (state.Agents.Follower(name) is not null)
                {
                    throw;
                }
            }
        }

        CarryOver(before.Record, record.Name);
        if (order.Message is { } message)
        {
            turn = state.Turns.Add(record.Name, message, order.Sender, answers: null);
        }

        var failure = await new AgentTakeUp(surroundings, state).StartAsync(record.Name, ct);
        var started = failure is null
            ? state.Agents.Get(record.Name).Record
            : state.Agents.Update(record.Name, one => one.State.IsEnd() ? one : one with { State = AgentState.Failed, Reason = $"the supervisor did not start: {failure}" });
        return (started, turn);
    }

    private void Refuse(StoredAgent before)
    {
        var agent = before.Record;
        if (!agent.State.IsEnd())
        {
            throw OrchException.Conflict($"{agent.Name} has not ended ({SnakeCase.Of(before.Display().State)}): 'orch send {agent.Name} TEXT' speaks to it, 'orch kill {agent.Name}' ends it");
        }

        if (state.Agents.Follower(agent.Name) is { } follower)
        {
            throw OrchException.Conflict($"{agent.Name} was followed by {follower} already, which holds its workspace: go on with {follower}");
        }
    }

    private async Task<Assignment> AssignAsync(StoredAgent before, FollowUpOrder order, CancellationToken ct)
    {
        var (agent, assignment) = (before.Record, Assignment.Parse(before.Assignment));
        var agents = ConfiguredAgents.Over(surroundings, assignment.Plan.Repository.TopLevel, assignment.Settings.Agents);
        var chain = order.AgentCli is { } list
            ? Planner.Plan(new PlanRequest(agent.Task, KnownClis.In(surroundings.Environment, agents)) { AgentCli = list }).Specs[0].CliChain
            : agent.CliChain;
        var last = agent.Attempts.LastOrDefault(attempt => attempt.SessionId is not null);
        var git = new Git(surroundings.Runner, surroundings.Environment, GitPlace.Bare(assignment.Plan.Repository.GitDirectory));
        return assignment with
        {
            Spec = assignment.Spec with
            {
                Task = order.Message ?? agent.Task,
                Cli = chain[0],
                CliChain = chain,
                Model = order.Model ?? (order.AgentCli is null ? agent.Model : null),
            },
            Settings = order.Change(assignment.Settings) with { RequestKey = null, Agents = agents },
            Plan = assignment.Plan with { TakeOverSha = await StandsAtAsync(git, agent, assignment.Plan, ct), RemoteTip = Pushed(agent) ?? assignment.Plan.RemoteTip, Warnings = [] },
            Follow = new(agent.Name, assignment.Follow?.Task ?? assignment.Spec.Task, last?.Cli, last?.SessionId, agent.Model, Reason(agent)),
        };
    }

    // The branch is where the commits are; a detached workspace that is gone left them under the record alone.
    private async Task<string> StandsAtAsync(Git git, AgentRecord agent, WorkspacePlan plan, CancellationToken ct)
    {
        if (!plan.IsExistingBranch && await git.ValueAsync(["rev-parse", "--verify", "--quiet", $"refs/heads/{plan.Branch}"], ct) is { } tip)
        {
            return tip;
        }

        // A removed workspace: where the work stood is in the record of its removal.
        return (state.Cleanups.Find(agent.Name)?.Head ?? agent.HeadSha) is { } head && await git.ValueAsync(["rev-parse", "--verify", "--quiet", $"{head}^{{commit}}"], ct) is not null ? head : plan.BaseSha;
    }

    private static string? Pushed(AgentRecord agent) =>
        agent.Checks.Any(check => check is { Name: CheckNames.Pushed, Status: CheckStatus.Passed }) ? agent.HeadSha : null;

    private AgentRecord Record(StoredAgent before, Assignment assignment) =>
        AgentRecords.Create(assignment, Ids.New("task"), surroundings.Time.GetUtcNow()) with
        {
            ContextId = before.Record.ContextId,
            Follows = before.Record.Name,
            RequestedBy = surroundings.Environment.GetValueOrDefault("ORCH_AGENT") is { Length: > 0 } agent ? agent : null,
        };

    /// <summary>What an agent that was not verified may have done to refs counts for the one that follows it too.</summary>
    private void CarryOver(AgentRecord before, string name)
    {
        var start = Path.Combine(state.Directory.Agent(before.Name), "proof-start.json");
        if (before.State is not (AgentState.Verified or AgentState.Answered) && File.Exists(start))
        {
            PrivateFile.Write(Path.Combine(state.Directory.EnsureAgent(name), "proof-start.json"), File.ReadAllText(start));
        }
    }

    private static string? Reason(AgentRecord agent)
    {
        var failed = agent.Checks.Where(check => check.Status == CheckStatus.Failed).Select(check => $"the check {check.Name} failed: {check.Detail}").ToList();
        return agent.State is AgentState.Verified or AgentState.Answered
            ? null
            : OneLine.Of($"{SnakeCase.Of(agent.State)}: {(failed.Count > 0 ? string.Join("; ", failed) : agent.Reason)}", 2000);
    }

    // fix, fix-2, fix-3: all in one line.
    private static string Root(AgentRecord agent)
    {
        var dash = agent.Name.LastIndexOf('-');
        return agent.Follows is not null && dash > 0 && agent.Name.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? agent.Name[..dash] : agent.Name;
    }
}
