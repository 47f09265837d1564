using Orch.Delivery;
using Orch.State;
using Orch.Workspaces;

namespace Orch;

/// <summary>Brings a proved commit to where it belongs, and looks whether it is there.</summary>
/// <param name="surroundings">The user's environment, with the user's credentials.</param>
/// <param name="state">The record.</param>
/// <param name="assignment">What was asked.</param>
/// <param name="workspace">Where the work is, with the plan of where it goes as recorded before the agent ran.</param>
/// <param name="remote">The remote.</param>
internal sealed class AgentDelivery(Surroundings surroundings, OrchState state, Assignment assignment, Workspace workspace, AgentRemote remote)
{
    private readonly WorkspacePlan plan = workspace.Plan;

    private string Name => assignment.Spec.Name;

    /// <summary>Pushes the commit, and opens or looks at the pull request.</summary>
    /// <returns>The checks <c>pushed</c> and <c>pull_request</c>, and the pull request when there is one.</returns>
    public async Task<DeliveryReport> DeliverAsync(string commit, IReadOnlyList<CheckRecord> checks, CancellationToken ct)
    {
        if (!remote.Exists)
        {
            return DeliveryReport.Skipped($"the repository has no remote; {await KeepLocallyAsync(commit, ct)}");
        }

        var pushed = await PushAsync(commit, ct);
        if (plan.IsExistingBranch && pushed.IsThere)
        {
            await LocalBranch.AdvanceAsync(workspace, commit, ct);
        }

        var push = new CheckRecord(CheckNames.Pushed, pushed.IsThere ? CheckStatus.Passed : CheckStatus.Failed, pushed.Detail);
        if (!pushed.IsThere)
        {
            return new(push, new(CheckNames.PullRequest, CheckStatus.Skipped, "the commit is not at the remote"), null);
        }

        return await PullRequestAsync(commit, push, [.. checks, push], ct);
    }

    // Without a remote the only other holder of the commit would be the worktree's detached HEAD.
    private async Task<string> KeepLocallyAsync(string commit, CancellationToken ct)
    {
        if (!plan.IsExistingBranch || await LocalBranch.AdvanceAsync(workspace, commit, ct) is not { } obstacle)
        {
            return $"the work is on the branch {plan.Branch}";
        }

        var kept = $"refs/orch/work/{Name}";
        await workspace.Repository.RunAsync(["update-ref", kept, commit], ct: ct);
        return $"{obstacle}, so the work is kept as {kept}: 'git merge {kept}' takes it over";
    }

    private Task<PushResult> PushAsync(string commit, CancellationToken ct) => state.Journal.RunAsync(
        Name,
        JournalStep.Push,
        $"{commit} to {plan.Branch}",
        () => remote.PushAsync(commit, ct),
        one => one.Outcome.ToString());

    private async Task<DeliveryReport> PullRequestAsync(string commit, CheckRecord push, IReadOnlyList<CheckRecord> checks, CancellationToken ct)
    {
        if (remote.GitHub is not { } address)
        {
            return Without("the remote is not on GitHub");
        }

        if (plan.PullRequest is null && assignment.Settings.NoNewPullRequest)
        {
            return Without("--no-new-pr");
        }

        if (plan.PullRequest is null && plan.BaseBranch is null)
        {
            return Without("the work did not start from a branch that a pull request could go to");
        }

        var pullRequests = remote.PullRequests(address);
        var answer = await state.Journal.RunAsync(
            Name,
            JournalStep.PullRequest,
            plan.Branch,
            async () =>
            {
                var found = plan.PullRequest is { } number
                    ? await pullRequests.ViewAsync(number, ct)
                    : await pullRequests.CreateAsync(plan.Branch, plan.BaseBranch!, PullRequestText.Title(assignment.Spec.Task), Body(commit, checks), ct);
                return await pullRequests.AwaitHeadAsync(found, commit, ct);
            },
            one => one.Found?.Url ?? one.Trouble ?? "none");
        return answer.Found is { } found
            ? new(push, Judge(found, commit), new PullRequestRef(found.Number, found.Url))
            : answer.IsRefused
                ? new(push, new(CheckNames.PullRequest, CheckStatus.Failed, answer.Trouble ?? "GitHub refused the pull request"), null)
                : Without(answer.Trouble ?? "GitHub does not know the pull request");

        DeliveryReport Without(string reason) => new(push, new(CheckNames.PullRequest, CheckStatus.Skipped, reason), null);
    }

    private CheckRecord Judge(PullRequestFacts found, string commit)
    {
        var wrong = !found.IsOpen ? $"is {found.State.ToLowerInvariant()}"
            : found.HeadSha != commit ? $"has the head {found.HeadSha} instead of {commit}"
            : plan.PullRequest is null && found.BaseBranch != plan.BaseBranch ? $"goes to {found.BaseBranch} instead of {plan.BaseBranch}"
            : null;
        return wrong is null
            ? new(CheckNames.PullRequest, CheckStatus.Passed, $"#{found.Number} {found.Url} is open, goes to {found.BaseBranch} and has this commit as its head")
            : new(CheckNames.PullRequest, CheckStatus.Failed, $"#{found.Number} {found.Url} {wrong}");
    }

    private string Body(string commit, IReadOnlyList<CheckRecord> checks)
    {
        var redactor = new Redactor(KnownSecrets.From(surroundings.Environment));
        return redactor.Redact(PullRequestText.Body(state.Agents.Get(Name).Record, assignment.Spec.Task, commit, checks));
    }
}
