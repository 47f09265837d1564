using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Chooses what a fresh checkout takes over from the repository's own configuration: how files are written, and where the remote is, for builds that record it.</summary>
internal static class CheckoutConfiguration
{
    private static readonly string[] Taken = ["core.autocrlf", "core.eol", "core.symlinks", "core.ignorecase", "core.filemode", "core.precomposeunicode", "core.longpaths", "user.name", "user.email"];

    /// <param name="repository">The repository.</param>
    /// <param name="facts">What was seen of it before the agent began.</param>
    /// <param name="isTrusted">Its configuration is as it was then; otherwise nothing that names a program is taken.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<IReadOnlyList<ConfigurationEntry>> ReadAsync(Git repository, RepositoryFacts facts, bool isTrusted, CancellationToken ct)
    {
        var listed = await repository.RunAsync(["config", "--local", "--list", "-z"], ct: ct);
        var entries = listed.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('\n', 2))
            .Where(parts => Taken.Contains(parts[0], StringComparer.OrdinalIgnoreCase) || (isTrusted && parts[0].StartsWith("filter.", StringComparison.OrdinalIgnoreCase)))
            .Select(parts => new ConfigurationEntry(parts[0], parts.Length == 2 ? parts[1] : "true"))
            .ToList();
        if (facts is { Remote: { } remote, ConfiguredUrl: { } url })
        {
            entries.Add(new($"remote.{remote}.url", WithoutPassword(url)));
            entries.Add(new($"remote.{remote}.fetch", $"+refs/heads/*:refs/remotes/{remote}/*"));
        }

        return entries;
    }

    // The name before an @ belongs to the address of ssh; over http it is a credential.
    internal static string WithoutPassword(string url) =>
        url.StartsWith("http", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.UserInfo.Length > 0
            ? new UriBuilder(address) { UserName = "", Password = "" }.Uri.AbsoluteUri
            : url;
}
