namespace Orch.Planning;

/// <summary>What the configuration says where a task and its options say nothing.</summary>
internal sealed record PlanDefaults
{
    /// <summary>The fallback chain, <c>claude,codex</c>; null for none.</summary>
    public string? AgentCli { get; init; }

    /// <summary>Where the chain is configured, in words.</summary>
    public string AgentCliFrom { get; init; } = "configured";

    /// <summary>What new work starts from; null for the repository's default branch.</summary>
    public string? Base { get; init; }

    /// <summary>The directory that holds workspaces, absolute; null for the one beside the repository.</summary>
    public string? WorkspaceRoot { get; init; }
}
