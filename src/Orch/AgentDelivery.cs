using Orch.Delivery;
using Orch.State;
using Orch.Workspaces;

namespace Orch;

/// <summary>Brings a proved commit to where it belongs, and looks whether it is there.</summary>
/// <param name="state">The record.</param>
/// <param name="name">The agent.</param>
/// <param name="plan">Where the work goes, as recorded before the agent ran.</param>
/// <param name="repository">Runs git on the repository.</param>
/// <param name="remote">The remote.</param>
/// <param name="pullRequest">Makes or finds the pull request.</param>
internal sealed class AgentDelivery(OrchState state, string name, WorkspacePlan plan, Git repository, AgentRemote remote, AgentPullRequest pullRequest)
{
    /// <summary>Pushes the commit, and opens or looks at the pull request.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="checks">The checks on it, for the pull request's text.</param>
    /// <param name="isDraft">It did not pass them; the user wants to see it all the same.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The checks <c>pushed</c> and <c>pull_request</c>, and the pull request when there is one.</returns>
    public async Task<DeliveryReport> DeliverAsync(string commit, IReadOnlyList<CheckRecord> checks, bool isDraft, CancellationToken ct)
    {
        if (!remote.Exists)
        {
            return DeliveryReport.Skipped($"the repository has no remote; {await KeepLocallyAsync(commit, ct)}");
        }

        var pushed = await PushAsync(commit, ct);
        return pushed.Status == CheckStatus.Passed
            ? await pullRequest.DeliverAsync(commit, pushed, [.. checks, pushed], isDraft, ct)
            : new(pushed, new(CheckNames.PullRequest, CheckStatus.Skipped, "the commit is not at the remote"), null);
    }

    private async Task<CheckRecord> PushAsync(string commit, CancellationToken ct)
    {
        var result = await state.Journal.RunAsync(
            name,
            JournalStep.Push,
            $"{commit} to {plan.Branch}",
            () => remote.PushAsync(commit, ct),
            one => one.Outcome.ToString());
        if (result.IsThere)
        {
            await RemoteTracking.NoteAsync(repository, plan, commit, ct);
            if (plan.IsExistingBranch)
            {
                await LocalBranch.AdvanceAsync(repository, plan.Branch, commit, ct);
            }
        }

        var later = result.Outcome == PushOutcome.Unreachable ? LateDeliveryRules.Hint(name) : "";
        return new(CheckNames.Pushed, result.IsThere ? CheckStatus.Passed : CheckStatus.Failed, result.Detail + later);
    }

    // Without a remote the only other holder of the commit would be the worktree's detached HEAD.
    private async Task<string> KeepLocallyAsync(string commit, CancellationToken ct)
    {
        if (!plan.IsExistingBranch || await LocalBranch.AdvanceAsync(repository, plan.Branch, commit, ct) is not { } obstacle)
        {
            return $"the work is on the branch {plan.Branch}";
        }

        var kept = $"refs/orch/work/{name}";
        await repository.RunAsync(["update-ref", kept, commit], ct: ct);
        return $"{obstacle}, so the work is kept as {kept}: 'git merge {kept}' takes it over";
    }
}
