using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>What is to be proved, and what was recorded before the agent began.</summary>
internal sealed record ProofOrder
{
    /// <summary>The agent's id, which marks the processes of the validation.</summary>
    public required string AgentId { get; init; }

    /// <summary>Whose work it is.</summary>
    public required Attribution Attribution { get; init; }

    /// <summary>The workspace, with its plan.</summary>
    public required Workspace Workspace { get; init; }

    /// <summary>What was recorded before the agent began.</summary>
    public required ProofStart Start { get; init; }

    /// <summary>The user's validation command; null for none.</summary>
    public string? Validate { get; init; }

    /// <summary>Names of further variables that it gets.</summary>
    public IReadOnlyList<string> ValidateEnvironment { get; init; } = [];

    /// <summary>How its checkout is made ready.</summary>
    public WorkspaceSetup Setup { get; init; } = new();

    /// <summary>How long it may take. Default 15 minutes.</summary>
    public TimeSpan ValidateTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Branches that Orch itself made at a commit of this workspace, for agents that this one has started, with that commit.</summary>
    public Func<IReadOnlyDictionary<string, string>> Entrusted { get; init; } = () => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The task is about the checks themselves.</summary>
    public bool MayChangeChecks { get; init; }

    /// <summary>The agent's folder in the state directory; it exists.</summary>
    public required string Folder { get; init; }
}
