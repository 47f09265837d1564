namespace Orch.Workspaces;

/// <summary>Finds the commit that work starts from, fetched first when there is a remote.</summary>
/// <param name="git">The repository, discovered from the user's checkout.</param>
/// <param name="repository">What was seen of it.</param>
/// <param name="warnings">What stops nothing, such as a remote out of reach.</param>
internal sealed class StartPoints(Git git, RepositoryFacts repository, List<string> warnings)
{
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromMinutes(2);

    /// <summary>The base of new work.</summary>
    /// <exception cref="OrchException">There is no such base (not found).</exception>
    public async Task<StartPoint> BaseAsync(string? wanted, CancellationToken ct)
    {
        if (wanted is null)
        {
            return await DefaultAsync(ct);
        }

        RefuseOption(wanted, "--base");
        if (await FetchAsync(wanted, ct) is { } fetched)
        {
            return new(fetched, wanted);
        }

        if (await CommitAsync($"refs/heads/{wanted}", ct) is { } local)
        {
            return new(local, wanted);
        }

        return await CommitAsync(wanted, ct) is { } commit
            ? new(commit, null)
            : throw OrchException.NotFound($"--base {wanted}: there is no such branch, tag or commit in {repository.TopLevel}: 'git branch --all' lists the branches");
    }

    /// <summary>The tip of an existing branch, and what the remote has of it.</summary>
    /// <exception cref="OrchException">There is no such branch (not found), or it has diverged from the remote's (conflict).</exception>
    public async Task<(string Tip, string? RemoteTip)> BranchAsync(string branch, CancellationToken ct)
    {
        RefuseOption(branch, "--branch");
        var remoteTip = await FetchAsync(branch, ct);
        var localTip = await CommitAsync($"refs/heads/{branch}", ct);
        if (localTip is null || remoteTip is null)
        {
            return (localTip ?? remoteTip ?? throw OrchException.NotFound(
                $"there is no branch {branch} in {repository.TopLevel}{(repository.Remote is { } remote ? $" or at {remote}" : "")}: leave --branch away to work on a new one"), remoteTip);
        }

        if (await IsAncestorAsync(localTip, remoteTip, ct))
        {
            return (remoteTip, remoteTip);
        }

        return await IsAncestorAsync(remoteTip, localTip, ct)
            ? (localTip, remoteTip)
            : throw OrchException.Conflict($"the local branch {branch} and {repository.Remote}/{branch} have diverged: merge or rebase one of them, then start again");
    }

    /// <summary>The tip of a branch of a fork, fetched without a name.</summary>
    public async Task<string> ForkAsync(string url, string branch, CancellationToken ct)
    {
        await git.RunAsync(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", url, $"+refs/heads/{branch}:refs/orch/fetched/{branch}"], timeout: FetchTimeout, ct: ct);
        return await git.RunAsync(["rev-parse", "--verify", $"refs/orch/fetched/{branch}^{{commit}}"], ct: ct) is { } sha ? sha.Trim() : "";
    }

    private async Task<StartPoint> DefaultAsync(CancellationToken ct)
    {
        if (repository.Remote is { } remote && await DefaultBranchAsync(remote, ct) is { } branch && await FetchAsync(branch, ct) is { } tip)
        {
            return new(tip, branch);
        }

        return new((await git.RunAsync(["rev-parse", "--verify", "HEAD^{commit}"], ct: ct)).Trim(), repository.CurrentBranch);
    }

    private async Task<string?> DefaultBranchAsync(string remote, CancellationToken ct)
    {
        if (await git.ValueAsync(["symbolic-ref", "--quiet", "--short", $"refs/remotes/{remote}/HEAD"], ct) is { } known)
        {
            return known[(remote.Length + 1)..];
        }

        var asked = await git.TryAsync(["ls-remote", "--symref", remote, "HEAD"], timeout: FetchTimeout, ct: ct);
        const string prefix = "ref: refs/heads/";
        return asked.Succeeded && asked.Output.StartsWith(prefix, StringComparison.Ordinal)
            ? asked.Output[prefix.Length..asked.Output.IndexOf('\t', StringComparison.Ordinal)]
            : null;
    }

    // The tip at the remote; as it was last seen, with a warning, when the remote is out of reach.
    private async Task<string?> FetchAsync(string branch, CancellationToken ct)
    {
        if (repository.Remote is not { } remote)
        {
            return null;
        }

        var tracking = $"refs/remotes/{remote}/{branch}";
        var fetched = await git.TryAsync(
            ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", remote, $"+refs/heads/{branch}:{tracking}"], timeout: FetchTimeout, ct: ct);
        if (!fetched.Succeeded)
        {
            if (fetched.Error.Contains("couldn't find remote ref", StringComparison.Ordinal))
            {
                return null;
            }

            warnings.Add($"the remote {remote} cannot be reached ({fetched.Complaint}): going on from {branch} as last fetched");
        }

        return await CommitAsync(tracking, ct);
    }

    private Task<string?> CommitAsync(string name, CancellationToken ct) =>
        git.ValueAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", $"{name}^{{commit}}"], ct);

    private async Task<bool> IsAncestorAsync(string older, string newer, CancellationToken ct) =>
        (await git.TryAsync(["merge-base", "--is-ancestor", older, newer], ct: ct)).Succeeded;

    private static void RefuseOption(string name, string option)
    {
        if (name.Length == 0 || name[0] == '-')
        {
            throw OrchException.Usage($"{option} takes the name of a branch");
        }
    }
}
