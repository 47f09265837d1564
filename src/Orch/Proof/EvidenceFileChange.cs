namespace Orch.Proof;

/// <summary>A file that differs between base and head.</summary>
/// <param name="Path">Its path, or the one that it had when it was deleted.</param>
/// <param name="Status">git's letter: A, M, D, T, R or C.</param>
/// <param name="Added">Lines added; null for binary content.</param>
/// <param name="Deleted">Lines deleted; null for binary content.</param>
internal sealed record EvidenceFileChange(string Path, string Status, int? Added, int? Deleted);
