namespace Orch.Workspaces;

/// <summary>A commit to start from.</summary>
/// <param name="Sha">The commit.</param>
/// <param name="Branch">The branch that the work goes back to, without the remote's name: the one whose tip it is, the default one for a tag or a commit; null for none.</param>
internal sealed record StartPoint(string Sha, string? Branch);
