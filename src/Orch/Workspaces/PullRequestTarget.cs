namespace Orch.Workspaces;

/// <summary>The pull request that an agent works on, as GitHub describes it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="HeadBranch">The branch that it asks to merge.</param>
/// <param name="BaseBranch">The branch that it is to be merged into.</param>
/// <param name="HeadUrl">The fork's address when the branch is not in the repository itself.</param>
/// <param name="HeadSha">The commit that GitHub says it is at, for when the remote itself cannot be reached; null when not known.</param>
internal sealed record PullRequestTarget(int Number, string HeadBranch, string BaseBranch, string? HeadUrl, string? HeadSha = null);
