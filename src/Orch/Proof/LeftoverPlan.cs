namespace Orch.Proof;

/// <summary>What happens to the uncommitted paths.</summary>
/// <param name="Commit">Those that are committed.</param>
/// <param name="Left">Those that stay as they are.</param>
internal sealed record LeftoverPlan(IReadOnlyList<string> Commit, IReadOnlyList<LeftPath> Left);
