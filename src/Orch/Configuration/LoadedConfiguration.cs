using Orch.Agents;

namespace Orch.Configuration;

/// <summary>The settings in force, and the files that they were made from.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="UserPath">Where the user's file is, or would be.</param>
/// <param name="Checkout">The top of the user's checkout; null outside of one.</param>
internal sealed record LoadedConfiguration(SettingsInForce Settings, string UserPath, string? Checkout)
{
    /// <summary>The user's file; null when there is none.</summary>
    public ConfigurationFile? UserFile { get; init; }

    /// <summary>The repository's file; null when there is none.</summary>
    public ConfigurationFile? RepositoryFile { get; init; }

    /// <summary>The user has accepted the repository's file as it is now.</summary>
    public bool IsRepositoryTrusted { get; init; }

    /// <summary>The configured agent CLIs by name, secrets included.</summary>
    /// <param name="home">The user's home; null when there is none.</param>
    public IReadOnlyDictionary<string, AgentSettings> Agents(string? home) => AgentTables.Of(Settings, home, [.. new AgentCatalog().All.Select(cli => cli.Name)]);

    /// <summary>One line about what does not count because nobody accepted it; null when everything counts.</summary>
    public string? IgnoredNotice => Settings.Ignored.Count == 0 || RepositoryFile is null
        ? null
        : $"{RepositoryFile.Path} is not trusted, so these are ignored: {string.Join(", ", Settings.Ignored.Select(setting => setting.Key))}; look at them and run 'orch config trust'";
}
