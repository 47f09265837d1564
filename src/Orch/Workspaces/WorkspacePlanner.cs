namespace Orch.Workspaces;

/// <summary>Decides where an agent works, from which commit, and where its work goes. Fetches; creates nothing.</summary>
/// <param name="git">The repository, discovered from the user's checkout.</param>
internal sealed class WorkspacePlanner(Git git)
{
    /// <summary>Whether no branch (here, or at a remote as last fetched) and no directory of this name is there.</summary>
    public async Task<bool> IsNameFreeAsync(WorkspaceRequest request, CancellationToken ct)
    {
        var name = request.AgentName;
        if (await IsTakenAsync([$"refs/heads/orch/{name}", $"refs/heads/orch-agent/{name}", $"refs/remotes/*/orch/{name}", $"refs/remotes/*/orch-agent/{name}"], ct))
        {
            return false;
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

    /// <exception cref="OrchException">A base or branch that is not there (not found), a diverged or taken branch (conflict), a place that may not be (usage).</exception>
    public async Task<WorkspacePlan> PlanAsync(WorkspaceRequest request, CancellationToken ct)
    {
        RefuseOption(request.Base, "--base");
        RefuseOption(request.Branch, "--branch");
        var repository = request.Repository;
        var directory = WorkspaceLocation.Choose(request);
        var warnings = new List<string>();
        var remote = await AskRemoteAsync(request, warnings, ct);
        var commits = new CommitFinder(git, repository.Remote);
        var points = new StartPoints(repository, commits, remote, warnings);

        if (request.PullRequest is { HeadUrl: { } fork } foreign)
        {
            var tip = await commits.ForkAsync(foreign, warnings, ct);
            return Existing(request, directory, foreign.HeadBranch, tip, tip, foreign.BaseBranch, warnings) with { ForkUrl = fork };
        }

        if ((request.PullRequest?.HeadBranch ?? request.Branch) is { } target)
        {
            var (branch, tip, remoteTip) = await points.BranchAsync(target, ct);
            var goesTo = request.PullRequest?.BaseBranch ?? (await points.BaseAsync(request.Base, ct)).Branch;
            return Existing(request, directory, branch, tip, remoteTip, goesTo == branch ? null : goesTo, warnings);
        }

        var own = await OwnBranchAsync(request.AgentName, repository.Remote, remote, ct);
        var start = await points.BaseAsync(request.Base, ct);
        return new WorkspacePlan
        {
            Repository = repository,
            Directory = directory,
            Branch = own,
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

    // One question for all that planning wants to know of the remote; each costs a round trip or a login.
    private async Task<RemoteRefs?> AskRemoteAsync(WorkspaceRequest request, List<string> warnings, CancellationToken ct)
    {
        if (request.Repository.Remote is not { } remote)
        {
            return null;
        }

        var recorded = await new CommitFinder(git, remote).RemoteHeadAsync(ct);
        string?[] branches = [request.Base, request.Branch, request.PullRequest?.HeadBranch, recorded, request.Repository.CurrentBranch, "orch"];
        List<string> names = [$"refs/heads/orch/{request.AgentName}", $"refs/heads/orch-agent/{request.AgentName}"];
        foreach (var branch in branches.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            names.Add(branch.StartsWith("refs/", StringComparison.Ordinal) ? branch : $"refs/heads/{branch}");
            if (branch.StartsWith($"{remote}/", StringComparison.Ordinal))
            {
                names.Add($"refs/heads/{branch[(remote.Length + 1)..]}");
            }
        }

        if (request.Base is { } tag)
        {
            var full = tag.StartsWith("refs/", StringComparison.Ordinal) ? tag : $"refs/tags/{tag}";
            names.AddRange([full, $"{full}^{{}}"]);
        }

        var (refs, complaint) = await RemoteRefs.AskAsync(git, remote, names, ct);
        if (refs is null)
        {
            warnings.Add($"the remote {remote} cannot be reached ({complaint}): going on from what was last fetched");
        }

        return refs;
    }

    // A branch called orch makes every orch/NAME impossible: refs are files and directories.
    private async Task<string> OwnBranchAsync(string agent, string? remoteName, RemoteRefs? remote, CancellationToken ct)
    {
        var hasOrch = remote?.Branch("orch") is not null
            || await git.ValueAsync(["rev-parse", "--verify", "--quiet", "refs/heads/orch"], ct) is not null
            || (remote is null && remoteName is not null && await git.ValueAsync(["rev-parse", "--verify", "--quiet", $"refs/remotes/{remoteName}/orch"], ct) is not null);
        var branch = $"{(hasOrch ? "orch-agent" : "orch")}/{agent}";
        return remote?.Branch(branch) is null && !await IsTakenAsync([$"refs/heads/{branch}"], ct)
            ? branch
            : throw OrchException.Conflict($"the branch {branch} is there already: choose another --name, or work on it with --branch {branch}");
    }

    private async Task<bool> IsTakenAsync(IReadOnlyList<string> patterns, CancellationToken ct) =>
        (await git.RunAsync(["for-each-ref", "--count=1", "--format=%(refname)", .. patterns], ct: ct)).Length > 0;

    private static void RefuseOption(string? name, string option)
    {
        if (name is not null && (name.Length == 0 || name[0] == '-' || name.Any(char.IsControl)))
        {
            throw OrchException.Usage($"{option} takes the name of a branch");
        }
    }
}
