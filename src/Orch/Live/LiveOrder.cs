namespace Orch.Live;

/// <summary>The live session that the user wants.</summary>
internal sealed record LiveOrder
{
    /// <summary>The agent CLI; null for the configured one, else the first that is installed.</summary>
    public string? Cli { get; init; }

    /// <summary>The session's name; null for the CLI's name and a number.</summary>
    public string? Name { get; init; }

    /// <summary>Its working directory; null for the caller's.</summary>
    public string? Directory { get; init; }

    /// <summary>The model; null for the configured one.</summary>
    public string? Model { get; init; }

    /// <summary>The CLI asks for no permissions.</summary>
    public bool SkipPermissions { get; init; }
}
