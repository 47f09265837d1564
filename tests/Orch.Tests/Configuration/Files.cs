using System.Text;
using Orch.Configuration;

namespace Orch.Tests.Configuration;

/// <summary>Configuration files that exist in a test's text alone.</summary>
internal static class Files
{
    public static readonly IReadOnlyList<string> Known = ["gemini", "claude", "codex", "cursor"];

    public static ConfigurationFile User(string toml) => Read("/home/u/.config/orch/config.toml", toml, SettingSource.UserFile);

    public static ConfigurationFile Repository(string toml) => Read("/repo/orch.toml", toml, SettingSource.RepositoryFile);

    public static string Complaint(string toml)
    {
        var wrong = Assert.Throws<OrchException>(() => Repository(toml));
        Assert.Equal(OrchErrorKind.Usage, wrong.Kind);
        return wrong.Message;
    }

    public static SettingsInForce Merge(string? user = null, string? repository = null, bool trusted = false, string? maxAgents = null, params IReadOnlyList<Setting> flags) =>
        SettingsMerge.Merge(new()
        {
            UserFile = user is null ? null : User(user),
            RepositoryFile = repository is null ? null : Repository(repository),
            IsRepositoryTrusted = trusted,
            Environment = maxAgents is null ? [] : new Dictionary<string, string>(StringComparer.Ordinal) { [SettingsMerge.MaxAgentsVariable] = maxAgents },
            Flags = flags,
            KnownClis = Known,
        });

    private static ConfigurationFile Read(string path, string toml, SettingSource source) =>
        new ConfigurationReader(Known).Read(path, Encoding.UTF8.GetBytes(toml), source);
}
