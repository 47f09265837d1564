namespace Orch.Workspaces;

/// <summary>Finds the commit that work starts from: the remote's when there is a remote, fetched first.</summary>
/// <param name="repository">What was seen of the repository.</param>
/// <param name="commits">Knows and fetches commits.</param>
/// <param name="remote">What the remote has; null without one or when it is out of reach.</param>
/// <param name="warnings">Takes what stops nothing.</param>
internal sealed class StartPoints(RepositoryFacts repository, CommitFinder commits, RemoteRefs? remote, List<string> warnings)
{
    /// <summary>The base of new work.</summary>
    /// <param name="wanted">A branch, tag or commit; null for the default branch.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OrchException">There is no such base (not found).</exception>
    public async Task<StartPoint> BaseAsync(string? wanted, CancellationToken ct)
    {
        if (wanted is null)
        {
            return await DefaultAsync(ct);
        }

        var branch = BranchName(wanted);
        if (await RemoteTipAsync(branch, ct) is { } tip)
        {
            await WarnOfUnpushedAsync(branch, tip, ct);
            return new(tip, branch);
        }

        if (await commits.FindAsync($"refs/heads/{branch}", ct) is { } local)
        {
            if (remote is not null)
            {
                warnings.Add($"{branch} is not at {repository.Remote}: a pull request can go there only when it is pushed");
            }

            return new(local, branch);
        }

        var tag = wanted.StartsWith("refs/tags/", StringComparison.Ordinal) ? wanted["refs/tags/".Length..] : wanted;
        var commit = remote?.Tag(tag) is { } tagged ? await commits.FindOrFetchAsync(tagged, $"refs/tags/{tag}", ct) : null;
        commit ??= await commits.FindAsync(wanted, ct) ?? (IsFullSha(wanted) ? await commits.FindOrFetchAsync(wanted, wanted, ct) : null);
        return commit is not null
            ? new(commit, await DefaultBranchAsync(ct))
            : throw OrchException.NotFound($"--base {wanted}: there is no such branch, tag or commit in {repository.TopLevel}: 'git branch --all' lists the branches");
    }

    /// <summary>The tip of an existing branch, and what the remote has of it.</summary>
    /// <exception cref="OrchException">There is no such branch (not found), or it has diverged from the remote's (conflict).</exception>
    public async Task<(string Branch, string Tip, string? RemoteTip)> BranchAsync(string wanted, CancellationToken ct)
    {
        var branch = BranchName(wanted);
        var remoteTip = await RemoteTipAsync(branch, ct);
        var localTip = await commits.FindAsync($"refs/heads/{branch}", ct);
        if (localTip is null || remoteTip is null)
        {
            var tip = localTip ?? remoteTip ?? throw OrchException.NotFound(
                $"there is no branch {branch} in {repository.TopLevel}{(repository.Remote is { } name ? $" or at {name}" : "")}: leave --branch away to work on a new one");
            return (branch, tip, remoteTip);
        }

        if (await commits.IsAncestorAsync(localTip, remoteTip, ct))
        {
            return (branch, remoteTip, remoteTip);
        }

        return await commits.IsAncestorAsync(remoteTip, localTip, ct)
            ? (branch, localTip, remoteTip)
            : throw OrchException.Conflict($"the local branch {branch} and {repository.Remote}/{branch} have diverged: merge or rebase the local one, then start again");
    }

    /// <summary>The branch that a name means: also as <c>REMOTE/branch</c> and <c>refs/heads/branch</c>.</summary>
    public string BranchName(string wanted)
    {
        const string full = "refs/heads/";
        var name = wanted.StartsWith(full, StringComparison.Ordinal) ? wanted[full.Length..] : wanted;
        return repository.Remote is { } from && name.StartsWith($"{from}/", StringComparison.Ordinal) && remote?.Branch(name) is null
            ? name[(from.Length + 1)..]
            : name;
    }

    private async Task<StartPoint> DefaultAsync(CancellationToken ct)
    {
        if (await DefaultBranchAsync(ct) is { } branch && await RemoteTipAsync(branch, ct) is { } tip)
        {
            await WarnOfUnpushedAsync(branch, tip, ct);
            return new(tip, branch);
        }

        var head = await commits.FindAsync("HEAD", ct) ?? throw OrchException.Environment($"the git repository {repository.TopLevel} has no commit yet: make a first commit");
        return new(head, repository.CurrentBranch);
    }

    // As git recorded it or the user set it (git remote set-head), unless the remote has dropped it; else as the remote says; else the current one.
    private async Task<string?> DefaultBranchAsync(CancellationToken ct)
    {
        if (repository.Remote is null)
        {
            return repository.CurrentBranch;
        }

        var recorded = await commits.RemoteHeadAsync(ct);
        return recorded is not null && (remote is null || remote.Branch(recorded) is not null) ? recorded : remote?.DefaultBranch ?? repository.CurrentBranch;
    }

    private async Task<string?> RemoteTipAsync(string branch, CancellationToken ct)
    {
        // The remote's HEAD is recorded like a branch and is none.
        if (repository.Remote is null || branch == "HEAD" || (remote is not null && remote.Branch(branch) is null))
        {
            return null;
        }

        return await commits.TrackAsync(branch, remote?.Branch(branch), warnings, ct);
    }

    private async Task WarnOfUnpushedAsync(string branch, string tip, CancellationToken ct)
    {
        if (await commits.FindAsync($"refs/heads/{branch}", ct) is { } local && !await commits.IsAncestorAsync(local, tip, ct))
        {
            warnings.Add($"your local {branch} has commits that {repository.Remote}/{branch} has not: the work starts without them; push them first, or name the commit with --base");
        }
    }

    private static bool IsFullSha(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit);
}
