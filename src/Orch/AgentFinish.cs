using System.Text.Json;
using Orch.State;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch;

/// <summary>The last part of the way: delivery of what was proved, evidence, result, end.</summary>
/// <param name="surroundings">What the agent was started in.</param>
/// <param name="state">The record.</param>
/// <param name="assignment">What was asked.</param>
/// <param name="workspace">Where it was done.</param>
/// <param name="redactor">Keeps secrets out of the record.</param>
/// <param name="move">Records a change of state.</param>
internal sealed class AgentFinish(
    Surroundings surroundings, OrchState state, Assignment assignment, Workspace workspace, Redactor redactor, Action<AgentState, string?> move)
{
    private string Name => assignment.Spec.Name;

    public async Task FinishAsync(RunProof proof, RunReport report, SeriesEnd end, CancellationToken ct)
    {
        var delivery = await DeliverAsync(report, ct);
        IReadOnlyList<CheckRecord> checks = [.. report.Checks, delivery.Pushed, delivery.PullRequest];
        var evidence = await state.Journal.RunAsync(Name, JournalStep.Finish, "evidence and result", () => Task.FromResult(proof.WriteEvidence(checks)), one => one);
        var ended = state.Agents.Update(
            Name,
            agent => agent with
            {
                State = EndOf(report, checks),
                Reason = Reason(checks),
                HeadSha = report.HeadSha,
                PullRequest = delivery.Reference,
                Answer = end.Last.Report.FinalText is { } text ? redactor.Redact(text) : null,
                Checks = checks,
                Evidence = evidence,
            },
            [.. checks.Select(check => new NewEvent(EventKinds.Check, ("name", check.Name), ("status", SnakeCase.Of(check.Status)), ("detail", check.Detail)))]);
        PrivateFile.Write(Path.Combine(state.Directory.Agent(Name), "result.json"), JsonSerializer.Serialize(ended, StateJson.Default.AgentRecord));
    }

    private async Task<DeliveryReport> DeliverAsync(RunReport report, CancellationToken ct)
    {
        if (!report.HasChanged)
        {
            return DeliveryReport.Skipped("nothing was changed");
        }

        if (!report.IsClean)
        {
            var failed = report.Checks.Where(check => check.Status == CheckStatus.Failed).Select(check => check.Name);
            return DeliveryReport.Skipped($"not delivered, because {string.Join(", ", failed)} failed");
        }

        move(AgentState.Delivering, null);
        return await new AgentDelivery(surroundings, state, assignment, workspace.Plan).DeliverAsync(report.HeadSha, report.Checks, ct);
    }

    private static AgentState EndOf(RunReport report, IReadOnlyList<CheckRecord> checks) =>
        checks.Any(check => check.Status == CheckStatus.Failed) ? AgentState.Unverified
        : report.HasChanged ? AgentState.Verified
        : AgentState.Answered;

    private static string? Reason(IReadOnlyList<CheckRecord> checks)
    {
        var failed = checks.Where(check => check.Status == CheckStatus.Failed).Select(check => $"{check.Name}: {check.Detail}").ToList();
        return failed.Count > 0 ? string.Join("; ", failed) : null;
    }
}
