using Orch.Cleaning;
using Orch.Processes;
using Orch.State;
using Orch.Workspaces;

namespace Orch;

/// <summary>Puts a rescue where people can work with it, and nothing is overwritten: into the agent's workspace, into a new worktree, or on a new branch.</summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="state">The record.</param>
internal sealed class RescueRestore(Surroundings surroundings, OrchState state)
{
    private readonly WorkspaceMaker maker = new(surroundings.Runner, surroundings.Environment, surroundings.Time);

    /// <summary>Into the workspace of the agent when it is at rest, clean and at the same commit; else on a new branch.</summary>
    public async Task<RestoredWork> RestoreAsync(RescueEntry entry, CancellationToken ct)
    {
        var holder = Holder(entry);
        var (obstacle, workspace) = holder is null ? ($"the workspace of {entry.Agent} is not there", null) : await LookAsync(holder, entry, ct);
        if (workspace is not null)
        {
            using (await RepositoryLock.TakeAsync(entry.Repository, surroundings.Time, ct))
            {
                await new RescuedFiles(workspace.Tree, workspace.Administration).PutAsync(entry.Sha, ct);
            }

            return new("workspace") { Directory = workspace.Plan.Directory, Holder = holder!.Record.Name };
        }

        return await OnBranchAsync(entry, $"orch-rescue/{entry.Agent}-{entry.N}", ct) with { Why = obstacle };
    }

    /// <summary>On a new branch; one that is there and is exactly that is fine.</summary>
    /// <exception cref="OrchException">It is no name for a branch (usage), or there is another branch of that name (conflict).</exception>
    public async Task<RestoredWork> OnBranchAsync(RescueEntry entry, string branch, CancellationToken ct)
    {
        var git = Repository(entry);
        if (branch.StartsWith('-') || !(await git.TryAsync(["check-ref-format", "--branch", branch], ct: ct)).Succeeded)
        {
            throw OrchException.Usage($"--branch takes the name of a new branch, not '{branch}'");
        }

        var name = $"refs/heads/{branch}";
        if (await git.ValueAsync(["rev-parse", "--verify", "--quiet", name], ct) is { } tip)
        {
            return tip == entry.Sha
                ? new RestoredWork("branch") { Branch = branch }
                : throw OrchException.Conflict($"there is a branch {branch} already: choose another with --branch");
        }

        var made = await git.TryAsync(["update-ref", "-m", "orch: rescue restore", name, entry.Sha, new string('0', entry.Sha.Length)], ct: ct);
        return made.Succeeded ? new RestoredWork("branch") { Branch = branch } : throw OrchException.Conflict($"the branch {branch} cannot be made: {made.Complaint}");
    }

    /// <summary>In a new worktree: the commit that was checked out, detached, and the files as they were.</summary>
    /// <exception cref="OrchException">The place is taken (conflict), or is in or holds a checkout (usage).</exception>
    public async Task<RestoredWork> InDirectoryAsync(RescueEntry entry, string directory, CancellationToken ct)
    {
        var place = RealPath.Of(Path.GetFullPath(directory, surroundings.Directory));
        WorkspaceLocation.RefuseForeign(place, entry.Repository);
        using var held = await RepositoryLock.TakeAsync(entry.Repository, surroundings.Time, ct);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        var git = Repository(entry);
        var added = await (await ConfigurationGuard.GuardAsync(git, ct)).TryAsync(
            ["worktree", "add", "--quiet", "--detach", place, entry.Parent ?? entry.Sha], timeout: TimeSpan.FromMinutes(30), ct: ct);
        if (!added.Succeeded)
        {
            throw OrchException.Failed($"git could not make the worktree {place}: {added.Complaint}");
        }

        if (entry.Parent is not null)
        {
            var administration = WorktreeRecords.Find(entry.Repository, place) ?? throw OrchException.Failed($"git has no record of the worktree {place} that it made");
            await new RescuedFiles(new(place, administration, git.With(GitPlace.Worktree(entry.Repository, administration, place))), administration).PutAsync(entry.Sha, ct);
        }

        return new("worktree") { Directory = place };
    }

    private async Task<(string? Obstacle, Workspace? Workspace)> LookAsync(StoredAgent holder, RescueEntry entry, CancellationToken ct)
    {
        if (!holder.Record.State.IsEnd())
        {
            return ($"{holder.Record.Name} has not ended and holds the workspace", null);
        }

        if (AgentCleaner.PlanOf(holder) is not { } plan || plan.Repository.GitDirectory != entry.Repository || maker.Open(plan) is not { } workspace)
        {
            return ($"the workspace of {holder.Record.Name} is not there", null);
        }

        var obstacle = WorkspaceClaim.Obstacle(workspace, "/") ?? await new RescuedFiles(workspace.Tree, workspace.Administration).ObstacleAsync(entry.Sha, entry.Parent, ct);
        return obstacle is null ? (null, workspace) : (obstacle, null);
    }

    // The last of those that have gone on in the workspace.
    private StoredAgent? Holder(RescueEntry entry)
    {
        var name = entry.Agent;
        while (state.Agents.Follower(name) is { } follower)
        {
            name = follower;
        }

        return state.Agents.Find(name);
    }

    private Git Repository(RescueEntry entry) => new(surroundings.Runner, surroundings.Environment, GitPlace.Bare(entry.Repository));
}
