using System.Text.Json;
using Orch.State;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch.Cleaning;

/// <summary>
/// Removes the workspace of one ended agent: first everything that is nowhere else is put under a rescue ref, then the removal is recorded,
/// then the directory goes, then the branch. Whatever cannot be saved keeps all of it where it is.
/// </summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="state">The record.</param>
internal sealed class AgentCleaner(Surroundings surroundings, OrchState state)
{
    private const string Reason = "its workspace was removed";

    /// <summary>Removes it, or says why not.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="plan">What its workspace was made from.</param>
    /// <param name="goneAtRemote">The remote has said that it has no such branch any more.</param>
    /// <param name="dryRun">Only look.</param>
    /// <param name="ct">Stops it between two steps.</param>
    public async Task<CleanedAgent> CleanAsync(AgentRecord agent, WorkspacePlan plan, bool goneAtRemote, bool dryRun, CancellationToken ct)
    {
        var result = new CleanedAgent(agent.Name, CleanAction.Kept) { Workspace = plan.Directory, Branch = plan.Branch };
        if (!Directory.Exists(plan.Repository.GitDirectory))
        {
            return result with { Reason = $"its repository {plan.Repository.GitDirectory} is not there" };
        }

        if (SupervisedProcesses.Of(agent.Id, surroundings.Time).Find() is { Count: > 0 } alive)
        {
            return result with { Reason = $"process {alive[0].Pid} of it is still alive: 'orch kill {agent.Name}' ends it" };
        }

        using var held = dryRun ? null : await RepositoryLock.TakeAsync(plan.Repository.GitDirectory, surroundings.Time, ct);
        try
        {
            return await CleanAsync(result, plan, new(Repository(plan), plan, goneAtRemote), dryRun, ct);
        }
        catch (Exception e) when (e is OrchException or IOException or UnauthorizedAccessException)
        {
            return result with { Action = CleanAction.Failed, Reason = e.Message };
        }
    }

    /// <summary>
    /// What an agent that goes on from another one's work finds when that one's workspace was removed: finishes the removal when it was
    /// interrupted, and gives the rescue of what was in no commit; null when nothing was removed or all of it was in commits.
    /// </summary>
    public async Task<string?> TakeOverAsync(Assignment assignment, CancellationToken ct)
    {
        if (assignment.Follow is not { } follow || state.Cleanups.Find(follow.Agent) is not { } cleanup)
        {
            return null;
        }

        if (!cleanup.IsDone && !Directory.Exists(assignment.Plan.Directory))
        {
            using var held = await RepositoryLock.TakeAsync(assignment.Plan.Repository.GitDirectory, surroundings.Time, ct);
            new WorkspaceRemoval(assignment.Plan, Repository(assignment.Plan), cleanup.Aside).Finish();
        }

        return cleanup.RescueSha;
    }

    /// <summary>The plan of an agent's workspace; null when the record cannot be read.</summary>
    public static WorkspacePlan? PlanOf(StoredAgent agent)
    {
        try
        {
            return Assignment.Parse(agent.Assignment).Plan;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<CleanedAgent> CleanAsync(CleanedAgent result, WorkspacePlan plan, WhereaboutsReader commits, bool dryRun, CancellationToken ct)
    {
        var begun = state.Cleanups.Find(result.Name);
        if (new WorkspaceMaker(surroundings.Runner, surroundings.Environment, surroundings.Time).Open(plan) is { } workspace)
        {
            return await Obstacle(workspace, ct) is { } obstacle
                ? result with { Reason = obstacle }
                : await RemoveAsync(result, workspace, commits, dryRun, ct);
        }

        if (begun is { IsDone: false } && !Path.Exists(plan.Directory))
        {
            return dryRun ? result with { Action = CleanAction.WouldRemove, Reason = "an interrupted removal is finished" } : await FinishAsync(result, plan, begun, commits, ct);
        }

        if (Path.Exists(plan.Directory) || new FileInfo(plan.Directory).LinkTarget is not null)
        {
            return begun is { IsDone: true } ? result with { Action = CleanAction.Gone, Reason = "it was removed before" }
                : result with { Reason = $"{plan.Directory} is no worktree that Orch made" };
        }

        return WorktreeRecords.Find(plan.Repository.GitDirectory, plan.Directory) is not null
            ? result with { Reason = $"{plan.Directory} is gone but git still has a record of it: 'git worktree repair' when it was moved, 'git worktree prune' when not" }
            : await BranchAloneAsync(result, plan, commits, begun, dryRun, ct);
    }

    private async Task<string?> Obstacle(Workspace workspace, CancellationToken ct) =>
        WorkspaceClaim.Obstacle(workspace, surroundings.Directory)
        ?? (await WorkspaceClaim.PrivateRefAsync(workspace, ct) is { } reference ? $"{reference} in {workspace.Plan.Directory} holds commits that nothing else holds" : null);

    private async Task<CleanedAgent> RemoveAsync(CleanedAgent result, Workspace workspace, WhereaboutsReader commits, bool dryRun, CancellationToken ct)
    {
        var plan = workspace.Plan;
        var changed = await workspace.Tree.ChangedAsync(ct);
        var ignored = await IgnoredFiles.ReadAsync(workspace, ct);
        var head = await workspace.Tree.HeadAsync(ct);
        var tip = await OwnTipAsync(plan, ct);
        var where = await commits.FindAsync(tip ?? head ?? plan.BaseSha, ct);
        result = result with
        {
            Work = where.Kind,
            WorkIn = where.In,
            Ignored = ignored.Paths,
            Uncommitted = changed.Count,
            Bytes = WorkspaceRemoval.Size(plan.Directory),
        };
        string[] staying = [.. ignored.Precious, .. changed.Where(file => !file.IsNestedRepository && RescueCommit.StaysOnDisk(plan.Directory, file)).Select(file => file.Path)];
        if (staying.Length > 0)
        {
            return Staying(result, staying);
        }

        if (dryRun)
        {
            var nested = changed.Where(file => file.IsNestedRepository).Select(file => file.Path).ToList();
            return result with
            {
                Action = CleanAction.WouldRemove,
                BranchDeleted = tip is not null,
                Reason = nested.Count > 0 ? $"unless a repository inside it holds work of its own ({string.Join(", ", nested)})" : null,
            };
        }

        var saved = await AgentRescue.SaveAsync(state, result.Name, workspace, Reason);
        if (saved is { IsComplete: false })
        {
            return Incomplete(result, saved);
        }

        var rescues = new List<string>();
        if (tip is not null && !where.IsKept && !(saved?.Ref is not null && tip == head))
        {
            rescues.Add((await RescueCommit.KeepAsync(workspace.Tree, tip, result.Name, "its branch was deleted", workspace.Administration, ct)).Ref);
        }

        var cleanup = new Cleanup(result.Name, tip ?? head, saved?.Ref, saved?.Commit, $"{plan.Directory}.{Ids.New("removing")}");
        if (!state.Cleanups.TryBegin(cleanup))
        {
            return result with { Reason = "another agent has taken its workspace over in this moment" };
        }

        Directory.Move(plan.Directory, cleanup.Aside);
        return await GoAsync(result with { Rescues = rescues }, workspace, cleanup, commits, ct);
    }

    /// <summary>From here on the directory is out of everybody's way. What was written into it until now is looked at once more.</summary>
    private async Task<CleanedAgent> GoAsync(CleanedAgent result, Workspace workspace, Cleanup cleanup, WhereaboutsReader commits, CancellationToken ct)
    {
        RescueResult? again;
        try
        {
            again = await Rescue.SaveAsync(WorkspaceRemoval.Moved(workspace, cleanup.Aside), result.Name, Reason, state.Directory.EnsureAgent(result.Name), ct);
        }
        catch
        {
            PutBack(workspace, cleanup);
            throw;
        }

        if (again is { IsComplete: false })
        {
            PutBack(workspace, cleanup);
            return Incomplete(result, again);
        }

        cleanup = cleanup with { RescueRef = again?.Ref, RescueSha = again?.Commit };
        state.Cleanups.Save(cleanup);
        return await FinishAsync(result, workspace.Plan, cleanup, commits, ct);
    }

    private void PutBack(Workspace workspace, Cleanup cleanup)
    {
        Directory.Move(cleanup.Aside, workspace.Plan.Directory);
        state.Cleanups.Cancel(cleanup.Agent);
    }

    private async Task<CleanedAgent> FinishAsync(CleanedAgent result, WorkspacePlan plan, Cleanup cleanup, WhereaboutsReader commits, CancellationToken ct)
    {
        var removal = new WorkspaceRemoval(plan, Repository(plan), cleanup.Aside);
        if (removal.Finish() is { } left)
        {
            return result with { Action = CleanAction.Failed, Reason = $"{left} cannot be deleted: delete it yourself; the work is saved" };
        }

        string[] rescues = [.. cleanup.RescueRef is { } reference ? [reference] : Array.Empty<string>(), .. result.Rescues];
        result = result with { Action = CleanAction.Removed, Rescues = rescues, BranchDeleted = await DeleteBranchAsync(plan, removal, commits, ct) };
        state.Cleanups.Save(cleanup with { IsDone = true });
        state.Events.Append(result.Name, new NewEvent(EventKinds.Cleaned, ("workspace", plan.Directory), ("head", cleanup.Head), ("ref", cleanup.RescueRef)));
        return result;
    }

    /// <summary>For an agent whose directory somebody else has removed, or that never had one.</summary>
    private async Task<CleanedAgent> BranchAloneAsync(CleanedAgent result, WorkspacePlan plan, WhereaboutsReader commits, Cleanup? begun, bool dryRun, CancellationToken ct)
    {
        result = result with { Action = CleanAction.Gone, Reason = begun is null ? "its workspace is not there" : "it was removed before" };
        if (await OwnTipAsync(plan, ct) is not { } tip)
        {
            return result;
        }

        var removal = new WorkspaceRemoval(plan, Repository(plan), plan.Directory);
        if (await removal.CheckedOutAtAsync(ct) is { } elsewhere)
        {
            return result with { Action = CleanAction.Kept, Reason = $"its branch {plan.Branch} is checked out in {elsewhere}, where the workspace may have been moved to" };
        }

        var where = await commits.FindAsync(tip, ct);
        result = result with { Work = where.Kind, WorkIn = where.In };
        return where.IsKept && (dryRun || await removal.DeleteBranchAsync(tip, ct))
            ? result with { BranchDeleted = true }
            : result with { Reason = $"{result.Reason}; its branch {plan.Branch} stays" };
    }

    private async Task<bool> DeleteBranchAsync(WorkspacePlan plan, WorkspaceRemoval removal, WhereaboutsReader commits, CancellationToken ct) =>
        await OwnTipAsync(plan, ct) is { } tip && (await commits.FindAsync(tip, ct)).IsKept && await removal.DeleteBranchAsync(tip, ct);

    // Where a branch of the agent's own stands; a branch that was there before is the user's.
    private async Task<string?> OwnTipAsync(WorkspacePlan plan, CancellationToken ct) =>
        plan.IsExistingBranch ? null : await Repository(plan).ValueAsync(["rev-parse", "--verify", "--quiet", $"refs/heads/{plan.Branch}^{{commit}}"], ct);

    private static CleanedAgent Incomplete(CleanedAgent result, RescueResult saved)
    {
        var nested = saved.NestedRepositories.Where(one => !one.SurvivesRemoval).ToList();
        return nested.Count == 0
            ? Staying(result, saved.LeftOnDisk)
            : result with
            {
                LeftOnDisk = [.. saved.LeftOnDisk, .. nested.Select(one => one.Path)],
                Reason = $"{nested[0].Path} is a repository with work of its own{(nested[0].Problem is { } problem ? $" ({problem})" : "")}: push that work or move the directory away",
            };
    }

    private static CleanedAgent Staying(CleanedAgent result, IReadOnlyList<string> files) => result with
    {
        LeftOnDisk = files,
        Reason = $"{string.Join(", ", files.Take(3))}{(files.Count > 3 ? $" and {files.Count - 3} more" : "")} cannot be saved (secret-looking, huge, or a name that is not text): move it away or delete it",
    };

    private Git Repository(WorkspacePlan plan) => new(surroundings.Runner, surroundings.Environment, GitPlace.Bare(plan.Repository.GitDirectory));
}
