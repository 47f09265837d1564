using System.Text.Json.Serialization;

namespace Orch.Workspaces;

/// <summary>What a fresh checkout gets before anybody works in it.</summary>
internal sealed record WorkspaceSetup
{
    /// <summary>The user's shell command; null for none.</summary>
    public string? Command { get; init; }

    /// <summary>Files and folders that are copied from the user's checkout, relative to its top.</summary>
    public IReadOnlyList<string> Copy { get; init; } = [];

    /// <summary>The top of the user's checkout; null when nothing is copied.</summary>
    public string? CopyFrom { get; init; }

    /// <summary>Whether there is nothing to do.</summary>
    [JsonIgnore]
    public bool IsEmpty => Command is null && Copy.Count == 0;
}
