using Orch.Workspaces;

namespace Orch.Supervision;

/// <summary>A workspace that is to be made ready.</summary>
internal sealed record SetupOrder
{
    public required WorkspaceSetup Setup { get; init; }

    public required Workspace Workspace { get; init; }

    /// <summary>The agent's folder; the log goes there.</summary>
    public required string Folder { get; init; }

    /// <summary>The agent's id, which marks the processes.</summary>
    public required string AgentId { get; init; }

    /// <summary>The environment of the command.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>After so long the command is ended.</summary>
    public required TimeSpan Timeout { get; init; }
}
