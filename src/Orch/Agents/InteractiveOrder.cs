namespace Orch.Agents;

/// <summary>What an interactive session of an agent CLI is to be.</summary>
internal sealed record InteractiveOrder
{
    /// <summary>The working directory.</summary>
    public required string Directory { get; init; }

    /// <summary>The model to ask for; null for the CLI's own choice.</summary>
    public string? Model { get; init; }

    /// <summary>The CLI asks for no permissions. Otherwise its own rules are left as the user set them.</summary>
    public bool SkipPermissions { get; init; }

    /// <summary>The user has said in the configuration that the directories of sessions are to be trusted.</summary>
    public bool AcceptTrust { get; init; }
}
