using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Orch.Configuration;

namespace Orch.Cli.Rendering;

/// <summary>The document <c>orch.config/1</c>.</summary>
/// <param name="UserFile">The user's file; it need not be there.</param>
/// <param name="RepositoryFile">The repository's file; null outside of a checkout.</param>
/// <param name="Settings">The settings in force.</param>
/// <param name="Ignored">What the repository's file sets and what does not count yet.</param>
internal sealed record ConfigurationDocument(
    ConfigurationDocument.ConfigFile UserFile,
    ConfigurationDocument.ConfigFile? RepositoryFile,
    IReadOnlyList<ConfigurationDocument.Entry> Settings,
    IReadOnlyList<ConfigurationDocument.Entry> Ignored)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; init; } = "orch.config/1";

    public static ConfigurationDocument Of(LoadedConfiguration loaded) => new(
        new(loaded.UserPath, loaded.UserFile is not null, true, loaded.UserFile?.Sha256),
        loaded.Checkout is { } top
            ? new(Path.Combine(top, ConfigurationLoader.RepositoryFileName), loaded.RepositoryFile is not null, loaded.IsRepositoryTrusted, loaded.RepositoryFile?.Sha256)
            : null,
        [.. loaded.Settings.All.Select(Describe)],
        [.. loaded.Settings.Ignored.Select(Describe)]);

    private static Entry Describe(Setting setting) =>
        new(setting.Key, ConfigurationText.Shown(setting), setting.Source, setting.Where, setting.Line);

    /// <summary>A file of the configuration.</summary>
    internal sealed record ConfigFile(string Path, bool Exists, bool Trusted, string? Sha256);

    /// <summary>One setting.</summary>
    /// <param name="Key">Its key from the top.</param>
    /// <param name="Value">Its value; null when nobody set one.</param>
    /// <param name="Source">Where it comes from.</param>
    /// <param name="Where">The file, the variable or the option.</param>
    /// <param name="Line">The line of the file.</param>
    internal sealed record Entry(string Key, JsonNode? Value, SettingSource Source, string? Where, int? Line);
}
