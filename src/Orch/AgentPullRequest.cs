using Orch.Delivery;
using Orch.State;
using Orch.Workspaces;

namespace Orch;

/// <summary>The pull request of one agent's work: opened once, found again by its branch, its account of the checks kept up to date.</summary>
/// <param name="surroundings">The user's environment, with the user's login.</param>
/// <param name="state">The record.</param>
/// <param name="assignment">What was asked.</param>
/// <param name="plan">Where the work goes, as recorded before the agent ran.</param>
/// <param name="remote">The remote.</param>
internal sealed class AgentPullRequest(Surroundings surroundings, OrchState state, Assignment assignment, WorkspacePlan plan, AgentRemote remote)
{
    private readonly Redactor redactor = new(KnownSecrets.From(surroundings.Environment));

    private string Name => assignment.Spec.Name;

    /// <summary>Why there is none to be expected, however often it is tried; null when there should be one.</summary>
    public string? Unwanted => remote.GitHub is null ? "the remote is not on GitHub"
        : plan.PullRequest is null && assignment.Settings.NoNewPullRequest ? "--no-new-pr"
        : plan.PullRequest is null && plan.BaseBranch is null ? "the work did not start from a branch that a pull request could go to"
        : null;

    /// <summary>Opens it, or brings the one that is there up to date, and looks at it.</summary>
    /// <param name="commit">The commit that was pushed.</param>
    /// <param name="pushed">The check on the push.</param>
    /// <param name="checks">All checks so far.</param>
    /// <param name="isDraft">The commit did not pass them.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<DeliveryReport> DeliverAsync(string commit, CheckRecord pushed, IReadOnlyList<CheckRecord> checks, bool isDraft, CancellationToken ct)
    {
        if (Unwanted is { } reason)
        {
            return Report(CheckStatus.Skipped, reason);
        }

        var pullRequests = remote.PullRequests(remote.GitHub!);
        var answer = await state.Journal.RunAsync(
            Name,
            JournalStep.PullRequest,
            plan.Branch,
            async () => await pullRequests.AwaitHeadAsync(
                plan.PullRequest is { } number ? await pullRequests.ViewAsync(number, ct) : await MakeAsync(pullRequests, commit, checks, isDraft, ct), commit, ct),
            one => one.Found?.Url ?? one.Trouble ?? "none");
        return answer switch
        {
            { Found: { } found } => new(pushed, Judge(found, commit), new PullRequestRef(found.Number, found.Url)),
            { IsRefused: true } => Report(CheckStatus.Failed, answer.Trouble ?? "GitHub refused the pull request"),
            _ => Report(CheckStatus.Skipped, $"{answer.Trouble ?? "GitHub does not know the pull request"}{LateDeliveryRules.Hint(Name)}"),
        };

        DeliveryReport Report(CheckStatus status, string detail) => new(pushed, new(CheckNames.PullRequest, status, detail), null);
    }

    private async Task<PullRequestAnswer> MakeAsync(PullRequests pullRequests, string commit, IReadOnlyList<CheckRecord> checks, bool isDraft, CancellationToken ct)
    {
        var agent = state.Agents.Get(Name).Record;
        var evidence = redactor.Redact(PullRequestText.Evidence(agent, commit, checks, isDraft));
        var body = $"{redactor.Redact(PullRequestText.Asked(assignment.Spec.Task))}\n{evidence}";
        var answer = await pullRequests.CreateAsync(plan.Branch, plan.BaseBranch!, PullRequestText.Title(assignment.Spec.Task), body, isDraft, ct);
        if (answer is { IsNew: false, Found: { IsOpen: true } found })
        {
            await RefreshAsync(pullRequests, found, evidence, isDraft, ct);
        }

        return answer;
    }

    /// <summary>Only the part that Orch wrote is rewritten; what people wrote around it stays. That it did not work is no reason to fail: the work is there.</summary>
    private async Task RefreshAsync(PullRequests pullRequests, PullRequestFacts found, string evidence, bool isDraft, CancellationToken ct)
    {
        var before = await pullRequests.BodyAsync(found.Number, ct);
        if (before is null || PullRequestText.WithEvidence(before, evidence) is not { } after)
        {
            return;
        }

        if (after != before && !await pullRequests.ChangeBodyAsync(found.Number, after, ct))
        {
            state.Events.Append(Name, new NewEvent(EventKinds.Warning, ("text", $"the text of {found.Url} could not be brought up to date")));
        }

        if (found.IsDraft && !isDraft && PullRequestText.IsOrchsDraft(before))
        {
            await pullRequests.MarkReadyAsync(found.Number, ct);
        }
    }

    private CheckRecord Judge(PullRequestFacts found, string commit)
    {
        var wrong = !found.IsOpen ? $"is {found.State.ToLowerInvariant()}"
            : found.HeadSha != commit ? $"has the head {found.HeadSha} instead of {commit}"
            : plan.PullRequest is null && found.BaseBranch != plan.BaseBranch ? $"goes to {found.BaseBranch} instead of {plan.BaseBranch}"
            : null;
        return wrong is null
            ? new(CheckNames.PullRequest, CheckStatus.Passed, $"#{found.Number} {found.Url} is open{(found.IsDraft ? " as a draft" : "")}, goes to {found.BaseBranch} and has this commit as its head")
            : new(CheckNames.PullRequest, CheckStatus.Failed, $"#{found.Number} {found.Url} {wrong}");
    }
}
