namespace Orch.Workspaces;

/// <summary>A file of a workspace that differs from its last commit.</summary>
/// <param name="Path">Relative to the workspace.</param>
/// <param name="Status">The two letters of git-status(1), <c>??</c> for an untracked file.</param>
internal sealed record ChangedFile(string Path, string Status);
