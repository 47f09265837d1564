namespace Orch.Workspaces;

/// <summary>Commits brought together.</summary>
/// <param name="Sha">The commit that holds all but those left out.</param>
/// <param name="LeftOut">The commits that did not fit, each with the files in which they conflict.</param>
internal sealed record MergedCommit(string Sha, IReadOnlyDictionary<string, IReadOnlyList<string>> LeftOut);
