namespace Orch.Proof;

/// <summary>What became of the uncommitted paths.</summary>
/// <param name="Head">The commit that is checked and delivered from here on.</param>
/// <param name="Committed">The paths that were committed.</param>
/// <param name="Left">The paths that stay, and why; ignored ones among them.</param>
internal sealed record LeftoverOutcome(string Head, IReadOnlyList<string> Committed, IReadOnlyList<LeftPath> Left);
