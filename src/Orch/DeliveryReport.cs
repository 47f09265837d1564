using Orch.State;

namespace Orch;

/// <summary>What became of a delivery.</summary>
/// <param name="Pushed">The check <c>pushed</c>.</param>
/// <param name="PullRequest">The check <c>pull_request</c>.</param>
/// <param name="Reference">The pull request; null when there is none.</param>
internal sealed record DeliveryReport(CheckRecord Pushed, CheckRecord PullRequest, PullRequestRef? Reference)
{
    /// <summary>Nothing was delivered, for this reason.</summary>
    public static DeliveryReport Skipped(string reason) => new(
        new(CheckNames.Pushed, CheckStatus.Skipped, reason), new(CheckNames.PullRequest, CheckStatus.Skipped, reason), null);
}
