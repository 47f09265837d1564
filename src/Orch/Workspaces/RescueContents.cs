namespace Orch.Workspaces;

/// <summary>What is in a rescue beyond the commit that was checked out.</summary>
/// <param name="Files">The files that differ.</param>
/// <param name="Stat">A diffstat for people.</param>
/// <param name="LeftOnDisk">Files that were there and are not in it.</param>
internal sealed record RescueContents(IReadOnlyList<RescuedFile> Files, string Stat, IReadOnlyList<string> LeftOnDisk);
