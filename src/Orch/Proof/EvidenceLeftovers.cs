namespace Orch.Proof;

/// <summary>What became of what the agent did not commit.</summary>
/// <param name="Committed">The paths that Orch committed.</param>
/// <param name="Left">The paths that stayed uncommitted, and why.</param>
internal sealed record EvidenceLeftovers(IReadOnlyList<string> Committed, IReadOnlyList<LeftPath> Left);
