using Orch.Proof;
using Orch.State;
using Orch.Supervision;

namespace Orch;

/// <summary>The last part of the way: delivery of what was proved, evidence, result, end.</summary>
/// <param name="state">The record.</param>
/// <param name="name">The agent.</param>
/// <param name="draftUnverified">What did not pass is delivered as a draft.</param>
/// <param name="delivery">Delivers.</param>
/// <param name="redactor">Keeps secrets out of the record.</param>
/// <param name="time">The clock.</param>
/// <param name="move">Records a change of state.</param>
internal sealed class AgentFinish(OrchState state, string name, bool draftUnverified, AgentDelivery delivery, Redactor redactor, TimeProvider time, Action<AgentState, string?> move)
{
    /// <returns>Whether the agent has ended; not when something was said to it meanwhile.</returns>
    public async Task<bool> FinishAsync(ProofRun proof, ProofFindings findings, SeriesEnd end, CancellationToken ct)
    {
        var delivered = await DeliverAsync(findings, ct);
        IReadOnlyList<CheckRecord> checks = [.. findings.Checks, delivered.Pushed, delivered.PullRequest];
        var attempts = state.Agents.Get(name).Record.Attempts;
        var evidence = await state.Journal.RunAsync(
            name, JournalStep.Finish, "evidence and result", () => Task.FromResult(proof.WriteEvidence(findings, checks, attempts, new Dictionary<string, string>(StringComparer.Ordinal))), one => one);
        var now = time.GetUtcNow();
        var artifacts = RunArtifacts.Find(state.Directory, name, evidence, attempts);

        // Before the end is known to anybody: who waits for it finds the file.
        AgentResult.Write(state, Ended(state.Agents.Get(name).Record) with { StateAt = now, EndedAt = now });
        state.Mail.Collect(name);
        var ended = state.Agents.StopUnlessSpokenTo(
            name,
            Ended,
            [.. checks.Select(check => new NewEvent(EventKinds.Check, ("name", check.Name), ("status", SnakeCase.Of(check.Status)), ("detail", check.Detail)))]);
        if (ended is not null)
        {
            AgentResult.Write(state, ended);
        }

        return ended is not null;

        AgentRecord Ended(AgentRecord agent) => agent with
        {
            State = Verdict.Of(findings.Outcome, checks),
            Reason = Verdict.Reason(checks),
            HeadSha = findings.HeadSha,
            PullRequest = delivered.Reference,
            Answer = end.Last.Report.FinalText is { } text ? redactor.Redact(text) : null,
            Checks = checks,
            Evidence = evidence,
            Artifacts = artifacts,
        };
    }

    private async Task<DeliveryReport> DeliverAsync(ProofFindings findings, CancellationToken ct)
    {
        if (findings.Outcome == CommittedOutcome.NothingChanged)
        {
            return DeliveryReport.Skipped("nothing was changed");
        }

        var failed = findings.Checks.Where(check => check.Status == CheckStatus.Failed).Select(check => check.Name).ToList();
        if (failed.Count > 0 && !(draftUnverified && Verdict.MayPush(findings.Outcome, findings.Checks)))
        {
            return DeliveryReport.Skipped($"not delivered, because {string.Join(", ", failed)} failed");
        }

        move(AgentState.Delivering, null);
        return await delivery.DeliverAsync(findings.HeadSha, findings.Checks, failed.Count > 0, ct);
    }
}
