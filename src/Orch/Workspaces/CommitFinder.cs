namespace Orch.Workspaces;

/// <summary>Finds commits in the user's repository, and brings single ones in from its remote. Touches no branch, no tag and not the user's FETCH_HEAD.</summary>
/// <param name="git">The repository, discovered from the user's checkout.</param>
/// <param name="remote">The name of its remote; null without one.</param>
internal sealed class CommitFinder(Git git, string? remote)
{
    private const int Tries = 3;
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromMinutes(10);

    /// <summary>The commit that a name stands for; null when there is none.</summary>
    public Task<string?> FindAsync(string name, CancellationToken ct) =>
        git.ValueAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", $"{name}^{{commit}}"], ct);

    public async Task<bool> IsAncestorAsync(string older, string newer, CancellationToken ct) =>
        (await git.TryAsync(["merge-base", "--is-ancestor", older, newer], ct: ct)).Succeeded;

    /// <summary>The remote's default branch as recorded here; null when it is not.</summary>
    public async Task<string?> RemoteHeadAsync(CancellationToken ct)
    {
        var prefix = $"refs/remotes/{remote}/";
        var head = await git.ValueAsync(["symbolic-ref", "--quiet", $"{prefix}HEAD"], ct);
        return head is not null && head.StartsWith(prefix, StringComparison.Ordinal) ? head[prefix.Length..] : null;
    }

    /// <summary>A commit by its id; fetched from the remote by a name of its when it is not here yet. Null when that fails.</summary>
    public async Task<string?> FindOrFetchAsync(string sha, string name, CancellationToken ct)
    {
        if (await FindAsync(sha, ct) is { } here)
        {
            return here;
        }

        return remote is not null && (await FetchAsync(remote, name, ct)).Succeeded ? await FindAsync(sha, ct) : null;
    }

    /// <summary>The tip of a branch of the remote, fetched when the remote has another one than is known here.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="tip">What the remote says; null when it is out of reach: then as last fetched.</param>
    /// <param name="warnings">Takes a failure to fetch.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OrchException">The remote has it, but it cannot be fetched and never was (environment).</exception>
    public async Task<string?> TrackAsync(string branch, string? tip, List<string> warnings, CancellationToken ct)
    {
        var tracking = $"refs/remotes/{remote}/{branch}";
        var complaint = "";
        for (var n = 0; n < Tries && tip is not null; n++)
        {
            if (await FindAsync(tracking, ct) == tip)
            {
                return tip;
            }

            // Another fetch of the same branch at the same time makes one of the two fail.
            var fetched = await FetchAsync(remote!, $"+refs/heads/{branch}:{tracking}", ct);
            if (fetched.Succeeded)
            {
                return await FindAsync(tracking, ct);
            }

            complaint = RemoteRefs.Complaint(fetched);
        }

        var known = await FindAsync(tracking, ct);
        if (tip is not null && known is null)
        {
            throw OrchException.Environment($"{branch} cannot be fetched from {remote} ({complaint}): check that 'git fetch {remote} {branch}' works");
        }

        if (tip is not null && known != tip)
        {
            warnings.Add($"{branch} could not be fetched from {remote} ({complaint}): going on from it as last fetched");
        }

        return known;
    }

    /// <summary>The tip of a fork's branch, kept under a ref of Orch's own.</summary>
    /// <exception cref="OrchException">It cannot be fetched and is not here from an earlier time (environment).</exception>
    public async Task<string> ForkAsync(PullRequestTarget pullRequest, List<string> warnings, CancellationToken ct)
    {
        var kept = $"refs/orch/fetched/pr-{pullRequest.Number}";
        var fetched = await FetchAsync(pullRequest.HeadUrl!, $"+refs/heads/{pullRequest.HeadBranch}:{kept}", ct);
        if (await FindAsync(fetched.Succeeded ? kept : pullRequest.HeadSha ?? kept, ct) is not { } tip)
        {
            throw OrchException.Environment(
                $"the branch {pullRequest.HeadBranch} of pull request {pullRequest.Number} cannot be fetched ({RemoteRefs.Complaint(fetched)}): check that you can read the fork");
        }

        if (!fetched.Succeeded)
        {
            warnings.Add($"the fork of pull request {pullRequest.Number} cannot be reached ({RemoteRefs.Complaint(fetched)}): going on from it as last fetched");
        }

        return tip;
    }

    // An empty refmap: the configured refspecs, which may name local branches (a mirror), are not followed in passing.
    private Task<Processes.ProcessResult> FetchAsync(string from, string what, CancellationToken ct) =>
        git.TryAsync(
            ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=", "--", from, what], timeout: FetchTimeout, ct: ct);
}
