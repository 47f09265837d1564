using Orch.Processes;

namespace Orch.Workspaces;

/// <summary>Looks at the user's repository before any agent runs in it.</summary>
internal static class RepositoryReader
{
    private static readonly string[] ReachesRemotes = ["credential.", "http.", "https.", "ssh.", "url.", "remote.", "lfs.", "protocol.", "core.sshcommand", "core.askpass", "core.gitproxy"];

    /// <exception cref="OrchException">git is missing, or the directory is in no repository with a work tree and a commit (environment).</exception>
    public static async Task<RepositoryFacts> ReadAsync(ProcessRunner runner, IReadOnlyDictionary<string, string> environment, string directory, CancellationToken ct)
    {
        await GitVersion.CheckAsync(runner, environment, ct);
        if (!Directory.Exists(directory))
        {
            throw OrchException.Environment($"{directory} is no directory: go to a git repository with cd");
        }

        var git = new Git(runner, environment, GitPlace.Discover(directory));
        var common = RealPath.Of(await CommonDirectoryAsync(git, directory, ct));
        var top = RealPath.Of(await TopLevelAsync(git, directory, ct));
        if (await git.ValueAsync(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], ct) is null)
        {
            throw OrchException.Environment($"the git repository {top} has no commit yet: make a first commit");
        }

        const string branches = "refs/heads/";
        var head = await git.ValueAsync(["symbolic-ref", "--quiet", "HEAD"], ct);
        var branch = head is not null && head.StartsWith(branches, StringComparison.Ordinal) ? head[branches.Length..] : null;
        var facts = new RepositoryFacts
        {
            TopLevel = top,
            GitDirectory = common,
            MainCheckout = await MainCheckoutAsync(git, common, top, ct),
            CurrentBranch = branch,
            RemoteConfiguration = await RemoteConfigurationAsync(git, ct),
            ConfigurationHash = HashConfiguration(common),
        };
        return await RemoteAsync(git, branch, ct) is { } remote && await UrlAsync(git, ["config", "--get-all", $"remote.{remote}.url"], null, ct) is { } configured
            ? facts with
            {
                Remote = remote,
                ConfiguredUrl = configured,
                FetchUrl = await UrlAsync(git, ["remote", "get-url", remote], top, ct),
                PushUrl = await UrlAsync(git, ["remote", "get-url", "--push", remote], top, ct),
            }
            : facts;
    }

    /// <summary>SHA-256 over the shared configuration and the hooks, in lower-case hexadecimal.</summary>
    public static string HashConfiguration(string gitDirectory) => SharedConfiguration.Hash(gitDirectory);

    /// <summary>The directory of a local address that is not absolute is meant from the top of the checkout; said absolutely it holds everywhere.</summary>
    internal static string AbsoluteUrl(string url, string top)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        var slash = url.IndexOf('/', StringComparison.Ordinal);
        var isLocal = colon < 0 || (slash >= 0 && slash < colon);
        return isLocal && !url.StartsWith('~') ? Path.GetFullPath(url, top) : url;
    }

    private static async Task<string> CommonDirectoryAsync(Git git, string directory, CancellationToken ct)
    {
        var result = await git.TryAsync(["rev-parse", "--path-format=absolute", "--git-common-dir"], ct: ct);
        if (result.Succeeded)
        {
            return result.Output[..^1];
        }

        throw result.Error.Contains("not a git repository (or any", StringComparison.Ordinal)
            ? OrchException.Environment($"{directory} is not in a git repository: run 'git init' there or cd to one")
            : result.Error.Contains("dubious ownership", StringComparison.Ordinal)
            ? OrchException.Environment($"git does not use the repository of {directory}, because it belongs to another user: if you trust it, run 'git config --global --add safe.directory {directory}'")
            : OrchException.Environment($"git cannot use the repository of {directory}: {result.Complaint}");
    }

    private static async Task<string> TopLevelAsync(Git git, string directory, CancellationToken ct)
    {
        if (await git.ValueAsync(["rev-parse", "--is-inside-work-tree"], ct) == "true"
            && await git.ValueAsync(["rev-parse", "--path-format=absolute", "--show-toplevel"], ct) is { Length: > 0 } top)
        {
            return top;
        }

        throw await git.ValueAsync(["rev-parse", "--is-bare-repository"], ct) == "true"
            ? OrchException.Environment($"{directory} is a bare git repository, without files to work on: go to a clone or a worktree of it")
            : OrchException.Environment($"{directory} is inside a git directory: go to the checkout that it belongs to");
    }

    // Its name names the folder of the workspaces. A bare repository with worktrees has no main checkout: then the repository itself.
    private static async Task<string> MainCheckoutAsync(Git git, string common, string top, CancellationToken ct)
    {
        if (Path.GetFileName(common) == ".git")
        {
            return Path.GetDirectoryName(common)!;
        }

        var own = await git.ValueAsync(["rev-parse", "--path-format=absolute", "--absolute-git-dir"], ct);
        if (own is null || RealPath.Of(own) == common)
        {
            return top;
        }

        var name = Path.GetFileName(common);
        return name.StartsWith('.') ? Path.GetDirectoryName(common)!
            : name.EndsWith(".git", StringComparison.Ordinal) ? common[..^".git".Length]
            : common;
    }

    private static async Task<string?> RemoteAsync(Git git, string? branch, CancellationToken ct)
    {
        var remotes = (await git.RunAsync(["remote"], ct: ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var configured = branch is null ? null : await git.ValueAsync(["config", "--get", $"branch.{branch}.remote"], ct);
        return remotes.FirstOrDefault(remote => remote == configured)
            ?? remotes.FirstOrDefault(remote => remote == "origin")
            ?? (remotes.Length == 1 ? remotes[0] : null);
    }

    private static async Task<string?> UrlAsync(Git git, IReadOnlyList<string> question, string? top, CancellationToken ct)
    {
        var url = (await git.ValueAsync(question, ct))?.Split('\n')[0];
        return url is null || top is null ? url : AbsoluteUrl(url, top);
    }

    // Of all files, the user's and the system's too: an agent can write the user's. What the environment configures stays in the environment.
    private static async Task<IReadOnlyList<ConfigurationEntry>> RemoteConfigurationAsync(Git git, CancellationToken ct)
    {
        var fields = (await git.RunAsync(["config", "--list", "-z", "--show-scope"], ct: ct)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return [.. fields.Chunk(2)
            .Where(pair => pair.Length == 2 && pair[0] is not "command")
            .SelectMany(pair => ConfigurationEntry.Parse(pair[1]))
            .Where(entry => ReachesRemotes.Any(prefix => entry.Key.StartsWith(prefix, StringComparison.Ordinal)))];
    }
}
