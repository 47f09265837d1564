namespace Orch.Workspaces;

/// <summary>What the user wants of a workspace.</summary>
/// <param name="Repository">The user's repository.</param>
/// <param name="AgentName">The agent.</param>
/// <param name="FallbackRoot">Where the workspace goes when the directory beside the repository cannot be written.</param>
internal sealed record WorkspaceRequest(RepositoryFacts Repository, string AgentName, string FallbackRoot)
{
    /// <summary>Where the work starts from: a branch, tag or commit; null for the default branch.</summary>
    public string? Base { get; init; }

    /// <summary>The existing branch that is worked on; null for one of the agent's own.</summary>
    public string? Branch { get; init; }

    /// <summary>The pull request that is worked on; null for none.</summary>
    public PullRequestTarget? PullRequest { get; init; }

    public string? WorkspaceName { get; init; }

    /// <summary>Absolute.</summary>
    public string? WorkspaceRoot { get; init; }
}
