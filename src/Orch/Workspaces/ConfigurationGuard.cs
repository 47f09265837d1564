namespace Orch.Workspaces;

/// <summary>
/// Keeps git from starting what the configuration names while it reads or writes the contents of files. Any agent can write a filter or a
/// hook into the configuration of its repository, and git would run it as the user, outside every limit that the agent had.
/// </summary>
/// <remarks>
/// Every filter is switched off, so contents are taken as they lie on disk. The one exception is git-lfs with exactly the commands that
/// <c>git lfs install</c> writes, when it is installed: without it a large file would be committed instead of its pointer.
/// </remarks>
internal static class ConfigurationGuard
{
    private static readonly string[] FilterParts = ["clean", "smudge", "process", "required"];

    private static readonly string[] LfsCommands =
    [
        "git-lfs clean -- %f", "git-lfs smudge -- %f", "git-lfs smudge --skip -- %f", "git-lfs filter-process", "git-lfs filter-process --skip", "true",
    ];

    /// <summary>The same git with the filters and configured hooks that are there now switched off.</summary>
    public static async Task<Git> GuardAsync(Git git, CancellationToken ct) => git.Configured(Overrides(await ReadAsync(git, ct), git.CanRun("git-lfs")));

    /// <summary>The names of the filters that are switched off.</summary>
    public static async Task<IReadOnlyList<string>> FiltersAsync(Git git, CancellationToken ct) =>
        Refused(await ReadAsync(git, ct), "filter", git.CanRun("git-lfs"));

    internal static IReadOnlyList<ConfigurationEntry> Overrides(IReadOnlyList<ConfigurationEntry> configuration, bool hasLfs) =>
    [
        .. Refused(configuration, "filter", hasLfs).SelectMany(name => FilterParts.Select(part =>
            new ConfigurationEntry($"filter.{name}.{part}", part == "required" ? "false" : ""))),

        // Hooks of the configuration (git 2.54) are not found by way of core.hooksPath.
        .. Refused(configuration, "hook", hasLfs).Select(name => new ConfigurationEntry($"hook.{name}.enabled", "false")),
    ];

    private static async Task<IReadOnlyList<ConfigurationEntry>> ReadAsync(Git git, CancellationToken ct) =>
        ConfigurationEntry.Parse(await git.RunAsync(["config", "--list", "-z"], ct: ct));

    private static List<string> Refused(IReadOnlyList<ConfigurationEntry> configuration, string section, bool hasLfs) =>
        [.. configuration
            .Select(entry => Name(entry.Key, section))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Where(name => !(hasLfs && section == "filter" && name == "lfs" && IsPlainLfs(configuration)))];

    private static bool IsPlainLfs(IReadOnlyList<ConfigurationEntry> configuration) =>
        configuration.All(entry => !entry.Key.StartsWith("lfs.extension.", StringComparison.Ordinal))
        && configuration.Where(entry => Name(entry.Key, "filter") == "lfs").All(entry => LfsCommands.Contains(entry.Value, StringComparer.Ordinal));

    // filter.NAME.clean: the name may hold dots itself.
    private static string? Name(string key, string section)
    {
        var first = key.IndexOf('.', StringComparison.Ordinal);
        var last = key.LastIndexOf('.');
        return first < last && key[..first] == section ? key[(first + 1)..last] : null;
    }
}
