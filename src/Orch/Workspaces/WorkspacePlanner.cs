namespace Orch.Workspaces;

/// <summary>Decides where an agent works, from which commit, and where its work goes. Fetches; creates nothing.</summary>
/// <param name="git">The repository, discovered from the user's checkout.</param>
internal sealed class WorkspacePlanner(Git git)
{
    /// <summary>Whether no branch and no directory of this name is there.</summary>
    public async Task<bool> IsNameFreeAsync(WorkspaceRequest request, CancellationToken ct)
    {
        foreach (var branch in new[] { $"orch/{request.AgentName}", $"orch-agent/{request.AgentName}" })
        {
            if (await ExistsAsync($"refs/heads/{branch}", ct)
                || (request.Repository.Remote is { } remote && await ExistsAsync($"refs/remotes/{remote}/{branch}", ct)))
            {
                return false;
            }
        }

        try
        {
            WorkspaceLocation.Choose(request);
            return true;
        }
        catch (OrchException e) when (e.Kind == OrchErrorKind.Conflict && request.WorkspaceName is null)
        {
            return false;
        }
    }

    /// <exception cref="OrchException">A base or branch that is not there (not found), diverged (conflict), a place that may not be (usage).</exception>
    public async Task<WorkspacePlan> PlanAsync(WorkspaceRequest request, CancellationToken ct)
    {
        var repository = request.Repository;
        var warnings = new List<string>();
        var points = new StartPoints(git, repository, warnings);
        var directory = WorkspaceLocation.Choose(request);
        if (request.PullRequest is { HeadUrl: { } fork } foreign)
        {
            var tip = await points.ForkAsync(fork, foreign.HeadBranch, ct);
            return Existing(request, directory, foreign.HeadBranch, tip, tip, foreign.BaseBranch, warnings) with { ForkUrl = fork };
        }

        if ((request.PullRequest?.HeadBranch ?? request.Branch) is { } target)
        {
            var (tip, remoteTip) = await points.BranchAsync(target, ct);
            var goesTo = request.PullRequest?.BaseBranch ?? (await points.BaseAsync(request.Base, ct)).Branch;
            return Existing(request, directory, target, tip, remoteTip, goesTo == target ? null : goesTo, warnings);
        }

        var start = await points.BaseAsync(request.Base, ct);
        return new WorkspacePlan
        {
            Repository = repository,
            Directory = directory,
            Branch = await OwnBranchAsync(request, ct),
            IsExistingBranch = false,
            BaseBranch = start.Branch,
            BaseSha = start.Sha,
            RemoteTip = null,
            Warnings = warnings,
        };
    }

    private static WorkspacePlan Existing(
        WorkspaceRequest request, string directory, string branch, string tip, string? remoteTip, string? baseBranch, IReadOnlyList<string> warnings) => new()
        {
            Repository = request.Repository,
            Directory = directory,
            Branch = branch,
            IsExistingBranch = true,
            BaseBranch = baseBranch,
            BaseSha = tip,
            RemoteTip = remoteTip,
            PullRequest = request.PullRequest?.Number,
            Warnings = warnings,
        };

    // A branch called orch makes every orch/NAME impossible: refs are files and directories.
    private async Task<string> OwnBranchAsync(WorkspaceRequest request, CancellationToken ct)
    {
        var taken = await ExistsAsync("refs/heads/orch", ct)
            || (request.Repository.Remote is { } remote && (await git.TryAsync(["ls-remote", "--exit-code", remote, "refs/heads/orch"], ct: ct)).Succeeded);
        return $"{(taken ? "orch-agent" : "orch")}/{request.AgentName}";
    }

    private async Task<bool> ExistsAsync(string reference, CancellationToken ct) =>
        (await git.TryAsync(["rev-parse", "--verify", "--quiet", reference], ct: ct)).Succeeded;
}
