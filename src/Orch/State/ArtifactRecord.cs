namespace Orch.State;

/// <summary>A file that an agent's run left as a result.</summary>
/// <param name="Name">What it is called in listings.</param>
/// <param name="Kind">evidence, validation_log, transcript or handoff.</param>
/// <param name="Path">Where it is, absolute.</param>
/// <param name="Sha256">Its content's SHA-256 in lower-case hexadecimal.</param>
/// <param name="Bytes">Its size in bytes.</param>
public sealed record ArtifactRecord(string Name, string Kind, string Path, string Sha256, long Bytes);
