using System.Security.Cryptography;
using System.Text;
using Orch.Processes;

namespace Orch.Workspaces;

/// <summary>Looks at the user's repository before any agent runs in it.</summary>
internal static class RepositoryReader
{
    private static readonly string[] ReachesRemotes = ["credential.", "http.", "https.", "ssh.", "url.", "remote.", "core.sshcommand", "core.askpass"];

    /// <exception cref="OrchException">git is missing, or the directory is in no repository with a work tree and a commit (environment).</exception>
    public static async Task<RepositoryFacts> ReadAsync(ProcessRunner runner, IReadOnlyDictionary<string, string> environment, string directory, CancellationToken ct)
    {
        await GitVersion.CheckAsync(runner, environment, ct);
        var git = new Git(runner, environment, GitPlace.Discover(directory));
        var common = await git.ValueAsync(["rev-parse", "--path-format=absolute", "--git-common-dir"], ct)
            ?? throw OrchException.Environment($"{directory} is not in a git repository: go to one with cd, or make one with 'git init'");
        var top = await git.ValueAsync(["rev-parse", "--path-format=absolute", "--show-toplevel"], ct);
        if (string.IsNullOrEmpty(top))
        {
            throw OrchException.Environment($"{directory} is in a bare git repository or a .git directory: go to a checkout");
        }

        if (await git.ValueAsync(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], ct) is null)
        {
            throw OrchException.Environment($"the git repository {top} has no commit yet: make a first commit");
        }

        var branch = await git.ValueAsync(["symbolic-ref", "--quiet", "--short", "HEAD"], ct);
        var remote = await RemoteAsync(git, branch, ct);
        return new RepositoryFacts
        {
            TopLevel = top,
            GitDirectory = common,
            CurrentBranch = branch,
            Remote = remote,
            ConfiguredUrl = remote is null ? null : await git.ValueAsync(["config", "--get", $"remote.{remote}.url"], ct),
            FetchUrl = remote is null ? null : await git.ValueAsync(["remote", "get-url", remote], ct),
            PushUrl = remote is null ? null : await git.ValueAsync(["remote", "get-url", "--push", remote], ct),
            RemoteConfiguration = await RemoteConfigurationAsync(git, ct),
            ConfigurationHash = HashConfiguration(common),
        };
    }

    /// <summary>SHA-256 over the shared configuration and the hooks, in lower-case hexadecimal.</summary>
    public static string HashConfiguration(string gitDirectory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hooks = Path.Combine(gitDirectory, "hooks");
        string[] files =
        [
            Path.Combine(gitDirectory, "config"),
            Path.Combine(gitDirectory, "config.worktree"),
            Path.Combine(gitDirectory, "info", "attributes"),
            .. (Directory.Exists(hooks) ? Directory.GetFiles(hooks) : Array.Empty<string>()).Order(StringComparer.Ordinal),
        ];
        foreach (var file in files.Where(File.Exists))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\0{File.GetUnixFileMode(file)}\0"));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<string?> RemoteAsync(Git git, string? branch, CancellationToken ct)
    {
        var remotes = (await git.RunAsync(["remote"], ct: ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var configured = branch is null ? null : await git.ValueAsync(["config", "--get", $"branch.{branch}.remote"], ct);
        return remotes.FirstOrDefault(remote => remote == configured)
            ?? remotes.FirstOrDefault(remote => remote == "origin")
            ?? (remotes.Length == 1 ? remotes[0] : null);
    }

    private static async Task<IReadOnlyList<ConfigurationEntry>> RemoteConfigurationAsync(Git git, CancellationToken ct)
    {
        var all = await git.TryAsync(["config", "--local", "--includes", "--list", "-z"], ct: ct);
        return all.Succeeded
            ? [.. all.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(entry => entry.Split('\n', 2))
                .Where(entry => entry.Length == 2 && ReachesRemotes.Any(prefix => entry[0].StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                .Select(entry => new ConfigurationEntry(entry[0], entry[1]))]
            : [];
    }
}
