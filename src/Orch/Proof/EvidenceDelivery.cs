using Orch.State;

namespace Orch.Proof;

/// <summary>A delivery that was tried again after the agent's end.</summary>
/// <param name="At">When.</param>
/// <param name="HeadSha">The commit, which is the one that was checked.</param>
/// <param name="Checks">What was seen of it: pushed and pull_request.</param>
/// <param name="PullRequest">The pull request; null when there is none.</param>
internal sealed record EvidenceDelivery(DateTimeOffset At, string HeadSha, IReadOnlyList<CheckRecord> Checks, PullRequestRef? PullRequest);
