namespace Orch.Workspaces;

/// <summary>
/// Keeps git from starting what an agent wrote into the configuration while it reads or writes the contents of files: a filter, or a hook.
/// git would run it as the user, outside every limit that the agent had.
/// </summary>
/// <remarks>
/// Filters of the user's and the machine's configuration run, else a file that is kept encrypted or as a pointer would be taken as it lies
/// on disk. Those of the repository run while its configuration is as it was before the agent began; those of a worktree never. A refused
/// filter is refused whole. git-lfs, in exactly the form in which it installs itself, is the user's wherever it is written.
/// </remarks>
internal static class ConfigurationGuard
{
    private static readonly string[] FilterParts = ["clean", "smudge", "process", "required"];

    private static readonly string[] LfsCommands =
    [
        "git-lfs clean -- %f", "git-lfs smudge -- %f", "git-lfs smudge --skip -- %f", "git-lfs filter-process", "git-lfs filter-process --skip", "true",
    ];

    /// <summary>The same git with what may be planted switched off, as the configuration is now.</summary>
    /// <param name="git">Where.</param>
    /// <param name="isTrusted">The repository's configuration is as it was before any agent could write it.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Git> GuardAsync(Git git, bool isTrusted, CancellationToken ct) =>
        git.Configured(Overrides(await ReadAsync(git, ct), isTrusted, git.CanRun("git-lfs")));

    /// <summary>The same git with what the repository's own configuration names switched off.</summary>
    public static Task<Git> GuardAsync(Git git, CancellationToken ct) => GuardAsync(git, isTrusted: false, ct);

    /// <summary>The names of the filters that are switched off.</summary>
    public static async Task<IReadOnlyList<string>> RefusedFiltersAsync(Git git, bool isTrusted, CancellationToken ct) =>
        [.. RefusedFilters(await ReadAsync(git, ct), isTrusted, git.CanRun("git-lfs"))];

    internal static IReadOnlyList<ConfigurationEntry> Overrides(IReadOnlyList<(string Scope, ConfigurationEntry Entry)> configuration, bool isTrusted, bool hasLfs) =>
    [
        .. RefusedFilters(configuration, isTrusted, hasLfs).SelectMany(name => FilterParts.Select(part =>
            new ConfigurationEntry($"filter.{name}.{part}", part == "required" ? "false" : ""))),

        // A merge driver that may be planted says that it cannot merge.
        .. Names(Planted(configuration, isTrusted), "merge").Select(name => new ConfigurationEntry($"merge.{name}.driver", "false")),

        // Hooks of the configuration (git 2.54) are not found by way of core.hooksPath.
        .. Names(configuration.Select(one => one.Entry), "hook").Select(name => new ConfigurationEntry($"hook.{name}.enabled", "false")),
    ];

    private static async Task<IReadOnlyList<(string Scope, ConfigurationEntry Entry)>> ReadAsync(Git git, CancellationToken ct)
    {
        var fields = (await git.RunAsync(["config", "--list", "-z", "--show-scope"], ct: ct)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return [.. fields.Chunk(2).Where(pair => pair.Length == 2).SelectMany(pair => ConfigurationEntry.Parse(pair[1]).Select(entry => (pair[0], entry)))];
    }

    private static IEnumerable<string> RefusedFilters(IReadOnlyList<(string Scope, ConfigurationEntry Entry)> configuration, bool isTrusted, bool hasLfs)
    {
        var planted = Planted(configuration, isTrusted);
        var hasPlantedExtension = planted.Any(entry => entry.Key.StartsWith("lfs.extension.", StringComparison.Ordinal));
        var lfsRuns = hasLfs && !hasPlantedExtension && planted.Where(entry => Name(entry, "filter") == "lfs").All(entry => LfsCommands.Contains(entry.Value, StringComparer.Ordinal));
        return Names(planted, "filter").Where(name => name != "lfs")
            .Concat(Names(configuration.Select(one => one.Entry), "filter").Where(name => name == "lfs" && !lfsRuns));
    }

    private static List<ConfigurationEntry> Planted(IReadOnlyList<(string Scope, ConfigurationEntry Entry)> configuration, bool isTrusted) =>
        [.. configuration.Where(one => one.Scope == "worktree" || (one.Scope == "local" && !isTrusted)).Select(one => one.Entry)];

    private static IEnumerable<string> Names(IEnumerable<ConfigurationEntry> entries, string section) =>
        entries.Select(entry => Name(entry, section)).OfType<string>().Distinct(StringComparer.Ordinal);

    // filter.NAME.clean: the name may hold dots itself.
    private static string? Name(ConfigurationEntry entry, string section)
    {
        var first = entry.Key.IndexOf('.', StringComparison.Ordinal);
        var last = entry.Key.LastIndexOf('.');
        return first >= 0 && first < last && entry.Key[..first] == section ? entry.Key[(first + 1)..last] : null;
    }
}
