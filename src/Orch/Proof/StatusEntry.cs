namespace Orch.Proof;

/// <summary>One path that differs from HEAD, as git status sees it.</summary>
/// <param name="Path">Relative to the top; with a slash at the end for a directory.</param>
/// <param name="Kind">What it is.</param>
internal sealed record StatusEntry(string Path, StatusKind Kind);
