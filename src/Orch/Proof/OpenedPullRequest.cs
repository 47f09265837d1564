namespace Orch.Proof;

/// <summary>A pull request that came to be while the agent worked.</summary>
/// <param name="Url">Its page.</param>
/// <param name="HeadBranch">The branch that it asks to merge; null when that is a fork's.</param>
/// <param name="HeadSha">The commit that it shows as its newest.</param>
internal sealed record OpenedPullRequest(string Url, string? HeadBranch, string HeadSha);
