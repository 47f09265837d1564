namespace Orch.Configuration;

/// <summary>All that settings are made from.</summary>
internal sealed record ConfigurationInput
{
    /// <summary>The user's file; null for none.</summary>
    public ConfigurationFile? UserFile { get; init; }

    /// <summary>The repository's file; null for none.</summary>
    public ConfigurationFile? RepositoryFile { get; init; }

    /// <summary>The user has accepted the repository's file as it is now.</summary>
    public bool IsRepositoryTrusted { get; init; }

    /// <summary>The environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What was given as options.</summary>
    public IReadOnlyList<Setting> Flags { get; init; } = [];

    /// <summary>The agent CLIs that Orch knows by itself.</summary>
    public IReadOnlyList<string> KnownClis { get; init; } = [];
}
