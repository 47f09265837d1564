using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>What is validated, and how.</summary>
internal sealed record ValidationOrder
{
    /// <summary>The user's shell command.</summary>
    public required string Command { get; init; }

    /// <summary>The commit that is checked out for it.</summary>
    public required string Commit { get; init; }

    /// <summary>The commit that the work started from.</summary>
    public required string BaseSha { get; init; }

    /// <summary>Names of further variables that the command gets.</summary>
    public IReadOnlyList<string> FurtherVariables { get; init; } = [];

    /// <summary>How the checkout is made ready before it.</summary>
    public WorkspaceSetup Setup { get; init; } = new();

    /// <summary>After so long it is ended.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The agent's folder: the log goes there, and the checkout while it is needed.</summary>
    public required string Folder { get; init; }

    /// <summary>The agent's id, which marks the processes.</summary>
    public required string AgentId { get; init; }
}
