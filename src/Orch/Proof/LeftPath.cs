namespace Orch.Proof;

/// <summary>A path that is deliberately not committed.</summary>
/// <param name="Path">Relative to the top of the workspace.</param>
/// <param name="Reason">Why, in a few words.</param>
internal sealed record LeftPath(string Path, string Reason);
