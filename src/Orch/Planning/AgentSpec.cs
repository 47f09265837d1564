namespace Orch.Planning;

/// <summary>The plan for one agent: the document <c>orch.agent_spec/1</c>.</summary>
public sealed record AgentSpec
{
    /// <summary>Gets the name of the document's schema.</summary>
    public string Schema { get; init; } = "orch.agent_spec/1";

    /// <summary>Gets the agent's name: <c>[a-z0-9-]</c>, at most 48 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the task, without flags that stood in the text.</summary>
    public required string Task { get; init; }

    /// <summary>Gets whether new work is made or a pull request updated.</summary>
    public AgentMode Mode { get; init; }

    /// <summary>Gets the number of the pull request that is updated; null for none, or for one that is found at the start.</summary>
    public int? Pr { get; init; }

    /// <summary>Gets the first agent CLI of the chain.</summary>
    public required string Cli { get; init; }

    /// <summary>Gets the fallback chain.</summary>
    public required IReadOnlyList<string> CliChain { get; init; }

    /// <summary>Gets the model for the first CLI; null for its configured one.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the existing branch that is worked on; null for one of the agent's own.</summary>
    public string? Branch { get; init; }

    /// <summary>Gets the branch that the work starts from; null for the default.</summary>
    public string? Base { get; init; }

    /// <summary>Gets where the workspace is put; null for the default.</summary>
    public WorkspaceConfig? WorkspaceConfig { get; init; }

    /// <summary>Gets the names of the agents that have to be verified before this one starts.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Gets what the user should know about the plan and that stops nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
