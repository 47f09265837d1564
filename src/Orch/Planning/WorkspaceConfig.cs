namespace Orch.Planning;

/// <summary>Where an agent's workspace is put.</summary>
/// <param name="WorkspaceName">The directory's name; null for the agent's.</param>
/// <param name="WorkspaceRoot">The directory that holds it; null for the one beside the repository.</param>
public sealed record WorkspaceConfig(string? WorkspaceName, string? WorkspaceRoot);
