using Orch.State;

namespace Orch.Proof;

/// <summary>Judges whether the pull request is open, goes to the right branch and shows the checked commit.</summary>
internal static class PullRequestCheck
{
    /// <param name="seen">What was seen.</param>
    /// <param name="head">The checked commit.</param>
    /// <param name="wantedBase">The branch that it has to go to; null when it existed before, with whatever base it has.</param>
    public static CheckRecord Judge(PullRequestSeen seen, string head, string? wantedBase)
    {
        if (!seen.IsAnswered)
        {
            return new(CheckNames.PullRequest, CheckStatus.Skipped, seen.Reason ?? "not looked at");
        }

        var wrong = seen.Url is null ? $"there is none{(seen.Reason is { } reason ? $": {reason}" : "")}"
            : !seen.IsOpen ? "is not open"
            : seen.HeadSha != head ? $"shows {seen.HeadSha ?? "no commit"} instead of {head}"
            : wantedBase is not null && seen.Base != wantedBase ? $"goes to {seen.Base ?? "no branch"} instead of {wantedBase}"
            : null;
        return wrong is null
            ? new(CheckNames.PullRequest, CheckStatus.Passed, $"{seen.Url} is open, goes to {seen.Base} and shows this commit")
            : new(CheckNames.PullRequest, CheckStatus.Failed, seen.Url is null ? wrong : $"{seen.Url} {wrong}");
    }
}
