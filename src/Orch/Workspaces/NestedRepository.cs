namespace Orch.Workspaces;

/// <summary>A repository inside a workspace that holds work of its own, which the workspace's rescue cannot take.</summary>
/// <param name="Path">Relative to the workspace.</param>
/// <param name="Ref">The ref in that repository that holds its uncommitted work; null when all is committed there, or when it could not be saved.</param>
/// <param name="SurvivesRemoval">Whether the work is still there when the workspace's directory is gone.</param>
/// <param name="Problem">Why its work could not be saved; null when it was.</param>
internal sealed record NestedRepository(string Path, string? Ref, bool SurvivesRemoval, string? Problem);
