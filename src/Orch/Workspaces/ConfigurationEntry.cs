namespace Orch.Workspaces;

/// <summary>One entry of a git configuration.</summary>
/// <param name="Key">Its full name.</param>
/// <param name="Value">Its value; may be a secret.</param>
internal sealed record ConfigurationEntry(string Key, string Value);
