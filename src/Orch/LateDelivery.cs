using Orch.Processes;
using Orch.Proof;
using Orch.State;
using Orch.Workspaces;

namespace Orch;

/// <summary>
/// Delivers the work of an ended agent whose delivery could not be made at its end: the very commit that was proved, to where it was planned. Nothing
/// is checked anew and the end stays what it was; the record gets the two checks on the delivery, and the pull request. Doing it twice does it once.
/// </summary>
/// <param name="surroundings">The user's environment, with the user's credentials.</param>
/// <param name="state">The record.</param>
internal sealed class LateDelivery(Surroundings surroundings, OrchState state)
{
    /// <exception cref="OrchException">There is no such agent (not found), its work may not be delivered (conflict), or its repository cannot be used.</exception>
    public async Task<LateDeliveryReport> DeliverAsync(string name, CancellationToken ct)
    {
        // One at a time: the second finds it done.
        _ = state.Agents.Get(name);
        using var turn = await RepositoryLock.TakeAsync(state.Directory.EnsureAgent(name), surroundings.Time, ct);
        var stored = state.Agents.Get(name);
        var (agent, assignment) = (stored.Display(), Assignment.Parse(stored.Assignment));
        var decision = LateDeliveryRules.Of(agent, state.Agents.Follower(name), assignment.Settings.DraftUnverified);
        if (decision.Refusal is { } refusal)
        {
            throw OrchException.Conflict(refusal);
        }

        if (decision.Nothing is { } nothing)
        {
            return new(agent, nothing, []);
        }

        var facts = await RepositoryReader.ReadAsync(surroundings.Runner, surroundings.Environment, assignment.Plan.Repository.TopLevel, ct);
        var plan = assignment.Plan with { Repository = facts };
        var remote = new AgentRemote(surroundings, state.Directory.EnsureAgent(name), plan, () => DeliveredBefore.Of(state, name));
        var pullRequest = new AgentPullRequest(surroundings, state, assignment, plan, remote);
        if (Unwanted(agent, remote, pullRequest) is { } reason)
        {
            return new(agent, reason, []);
        }

        var repository = new Git(surroundings.Runner, surroundings.Environment, GitPlace.Bare(facts.GitDirectory));
        IReadOnlyList<CheckRecord> proved = [.. agent.Checks.Where(check => !CheckNames.Delivery.Contains(check.Name, StringComparer.Ordinal))];
        var delivered = await new AgentDelivery(state, name, plan, repository, remote, pullRequest).DeliverAsync(agent.HeadSha!, proved, decision.IsDraft, ct);
        var redactor = new Redactor(KnownSecrets.From(surroundings.Environment));
        return Record(name, [.. proved, Later(delivered.Pushed, agent, redactor), Later(delivered.PullRequest, agent, redactor)], delivered.Reference);
    }

    // What was there at the end was not delivered later.
    private static CheckRecord Later(CheckRecord check, AgentRecord agent, Redactor redactor)
    {
        var before = agent.Checks.FirstOrDefault(one => one.Name == check.Name);
        return check.Status != CheckStatus.Passed ? check with { Detail = redactor.Redact(check.Detail) }
            : before?.Status == CheckStatus.Passed ? before
            : check with { Detail = $"{redactor.Redact(check.Detail)}; after the end, by 'orch deliver'" };
    }

    private static string? Unwanted(AgentRecord agent, AgentRemote remote, AgentPullRequest pullRequest) =>
        !remote.Exists ? $"the repository has no remote; the work is on {agent.Branch}"
        : pullRequest.Unwanted is { } reason && agent.Checks.Any(check => check is { Name: CheckNames.Pushed, Status: CheckStatus.Passed }) ? $"{agent.Branch} is at the remote, and a pull request is not to be expected: {reason}"
        : null;

    private LateDeliveryReport Record(string name, IReadOnlyList<CheckRecord> checks, PullRequestRef? reference)
    {
        var before = state.Agents.Get(name).Record;
        IReadOnlyList<CheckRecord> late = [.. checks.Where(check => CheckNames.Delivery.Contains(check.Name, StringComparer.Ordinal))];
        var changed = late.Where(check => !before.Checks.Contains(check)).ToList();
        AddToEvidence(before, late, reference);
        var after = state.Agents.Update(
            name,
            agent => agent with
            {
                Checks = CheckNames.Complete(checks, "not reached"),
                PullRequest = reference ?? agent.PullRequest,
                Artifacts = agent.Evidence is { } evidence ? RunArtifacts.Find(state.Directory, name, evidence, agent.Attempts) : agent.Artifacts,
            },
            [
                .. changed.Select(check => new NewEvent(EventKinds.Check, ("name", check.Name), ("status", SnakeCase.Of(check.Status)), ("detail", check.Detail))),
                .. late.Any(check => check.Status == CheckStatus.Passed) && changed.Count > 0
                    ? [new NewEvent(EventKinds.Delivered, ("commit", before.HeadSha), ("pull_request", reference?.Url))]
                    : (IEnumerable<NewEvent>)[],
            ]);
        AgentResult.Write(state, after);
        return new(after, null, late);
    }

    private void AddToEvidence(AgentRecord agent, IReadOnlyList<CheckRecord> late, PullRequestRef? reference)
    {
        if (agent.Evidence is not { } path || EvidenceFile.TryRead(path) is not { } evidence)
        {
            state.Events.Append(agent.Name, new NewEvent(EventKinds.Warning, ("text", "the evidence file is gone or damaged; the later delivery is in the record alone")));
            return;
        }

        var delivery = new EvidenceDelivery(surroundings.Time.GetUtcNow(), agent.HeadSha!, late, reference);
        EvidenceFile.Write(state.Directory.Agent(agent.Name), evidence with { Deliveries = [.. evidence.Deliveries.TakeLast(EvidenceFile.MostDeliveries - 1), delivery] });
    }
}
