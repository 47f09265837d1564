namespace Orch.Coordination;

/// <summary>An agent in the registry.</summary>
public sealed record RegistryEntry
{
    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what kind of agent it is; null when it did not say.</summary>
    public string? Type { get; init; }

    /// <summary>Gets what it can do.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Gets when it registered first.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Gets the end of its lease.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>Gets a value indicating whether it was alive when it was looked at.</summary>
    public required bool Alive { get; init; }
}
