namespace Orch.Workspaces;

/// <summary>A commit to start from.</summary>
/// <param name="Sha">The commit.</param>
/// <param name="Branch">The branch whose tip it is, without the remote's name; null for a tag or a commit.</param>
internal sealed record StartPoint(string Sha, string? Branch);
