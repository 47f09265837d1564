namespace Orch.Delivery;

/// <summary>A file whose content git-lfs keeps elsewhere.</summary>
/// <param name="Path">Its path in the commit.</param>
/// <param name="Oid">The SHA-256 of its content in lower-case hexadecimal, which is its name.</param>
internal sealed record LfsPointer(string Path, string Oid);
