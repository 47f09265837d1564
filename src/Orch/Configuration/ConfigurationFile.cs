namespace Orch.Configuration;

/// <summary>A configuration file as it was read, once.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal.</param>
/// <param name="Settings">What it sets, in its order.</param>
internal sealed record ConfigurationFile(string Path, string Sha256, IReadOnlyList<Setting> Settings);
