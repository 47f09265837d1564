using Orch.Processes;
using Orch.State;

namespace Orch.Workspaces;

/// <summary>Makes worktrees.</summary>
/// <param name="runner">Starts git.</param>
/// <param name="environment">The user's environment.</param>
/// <param name="time">The clock.</param>
internal sealed class WorkspaceMaker(ProcessRunner runner, IReadOnlyDictionary<string, string> environment, TimeProvider time)
{
    private const int Tries = 6;

    // Lies in the worktree's git directory and says for which branch Orch made it.
    internal const string Mark = "orch-workspace";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan UnfinishedPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    // Other git commands, of the user or of another agent, hold a lock or write a record for a moment.
    private static readonly string[] Passing = ["commondir", ".lock", "failed to read", "could not lock", "cannot lock ref", "gitdir", "worktrees"];

    /// <summary>Makes the worktree of a plan. One that an earlier, interrupted call made for the same plan is taken as it is, or made anew when git had not finished it.</summary>
    /// <exception cref="OrchException">Something else is in its place (conflict), or git could not make it (failed).</exception>
    public async Task<Workspace> MakeAsync(WorkspacePlan plan, CancellationToken ct)
    {
        var repository = Repository(plan);
        Prepare(plan.Directory);
        using (await RepositoryLock.TakeAsync(plan.Repository.GitDirectory, time, ct))
        {
            for (var n = 1; ; n++)
            {
                if (await FoundAsync(plan, repository, ct) is { } administration)
                {
                    if (!File.Exists(Path.Combine(administration, Mark)))
                    {
                        await new WorkspaceSubmodules(repository, plan, administration).FillAsync(ct);
                        await PutBackAsync(At(plan, administration, repository), ct);
                        PrivateFile.Write(Path.Combine(administration, Mark), plan.Branch);
                    }

                    return At(plan, administration, repository);
                }

                var result = await AddAsync(plan, repository, ct);
                if (!result.Succeeded)
                {
                    if (n == Tries || !Passing.Any(part => result.Error.Contains(part, StringComparison.Ordinal)))
                    {
                        throw OrchException.Failed($"git could not make the workspace {plan.Directory}: {result.Complaint}");
                    }

                    await Task.Delay(n * Step, time, ct);
                }
            }
        }
    }

    /// <summary>The worktree that was made for a plan; null when there is none (any more).</summary>
    public Workspace? Open(WorkspacePlan plan) =>
        WorktreeRecords.Find(plan.Repository.GitDirectory, plan.Directory) is { } administration && Directory.Exists(plan.Directory)
            ? At(plan, administration, Repository(plan))
            : null;

    private Git Repository(WorkspacePlan plan) => new(runner, environment, GitPlace.Bare(plan.Repository.GitDirectory));

    private Workspace At(WorkspacePlan plan, string administration, Git repository) =>
        new(plan, administration, repository.With(GitPlace.Worktree(plan.Repository.GitDirectory, administration, plan.Directory)), repository);

    private static void Prepare(string directory)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(directory)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OrchException.Environment($"cannot create {Path.GetDirectoryName(directory)}: {e.Message}; choose another --workspace-root", e);
        }
    }

    private async Task<string?> FoundAsync(WorkspacePlan plan, Git repository, CancellationToken ct)
    {
        var directory = plan.Directory;
        if (WorktreeRecords.Find(plan.Repository.GitDirectory, directory) is not { } administration)
        {
            return File.Exists(directory) || (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
                ? throw OrchException.Conflict($"the workspace directory {directory} is not empty: choose another --name or --workspace-name, or move it away")
                : null;
        }

        if (WorktreeRecords.IsUnfinished(administration))
        {
            await PutAsideAsync(directory, administration, ct);
            return null;
        }

        if (!Directory.Exists(directory) && await FitsAsync(plan, administration, repository, ct))
        {
            await RestoreAsync(At(plan, administration, repository), ct);
            return administration;
        }

        if (!Directory.Exists(directory))
        {
            throw OrchException.Conflict($"the workspace {directory} is gone but git still has a record of it: run 'git worktree prune', or 'git worktree repair' when it was moved");
        }

        return await FitsAsync(plan, administration, repository, ct)
            ? administration
            : throw OrchException.Conflict($"the workspace directory {directory} is a worktree that was not made for the branch {plan.Branch}: choose another --name or --workspace-name");
    }

    // Made for this plan, or, when the process died before it could leave its mark, exactly as it would have been made.
    private static async Task<bool> FitsAsync(WorkspacePlan plan, string administration, Git repository, CancellationToken ct)
    {
        var mark = new FileInfo(Path.Combine(administration, Mark));
        if (mark is { Exists: true, LinkTarget: null })
        {
            return await File.ReadAllTextAsync(mark.FullName, ct) == plan.Branch;
        }

        var start = plan.TakeOverSha ?? plan.BaseSha;
        return WorktreeRecords.HeadOf(administration) == (plan.IsExistingBranch ? start : $"ref: refs/heads/{plan.Branch}")
            && (plan.IsExistingBranch || await TipAsync(plan, repository, ct) == start);
    }

    /// <summary>The directory was deleted and git's record of it was not: what the index holds is put back, at once or not at all, so that no file that is yet to come looks deleted.</summary>
    private async Task RestoreAsync(Workspace workspace, CancellationToken ct)
    {
        var (plan, administration) = (workspace.Plan, workspace.Administration);
        var beside = $"{plan.Directory}.{Ids.New("restored")}";
        Directory.CreateDirectory(beside);
        await File.WriteAllTextAsync(Path.Combine(beside, ".git"), $"gitdir: {administration}\n", ct);
        var git = workspace.Git.With(GitPlace.Worktree(plan.Repository.GitDirectory, administration, beside));
        git = await ConfigurationGuard.GuardAsync(git, plan.Repository.IsConfigurationIntact(), ct);
        if (!File.Exists(Path.Combine(administration, "index")))
        {
            await git.RunAsync(["read-tree", "HEAD"], ct: ct);
        }

        await git.RunAsync(["checkout-index", "--all", "--quiet"], timeout: TimeSpan.FromMinutes(30), ct: ct);
        Directory.Move(beside, plan.Directory);
    }

    /// <summary>A git that was ended left it half made. No agent has seen it; its files are moved aside all the same, not deleted.</summary>
    private async Task PutAsideAsync(string directory, string administration, CancellationToken ct)
    {
        // That git may have outlived the Orch that started it.
        var started = time.GetTimestamp();
        while (WorktreeRecords.IsUnfinished(administration) && time.GetElapsedTime(started) < UnfinishedPatience && IsAtWork(directory, administration))
        {
            await Task.Delay(Step, time, ct);
        }

        if (!WorktreeRecords.IsUnfinished(administration))
        {
            return;
        }

        if (Directory.Exists(directory))
        {
            Directory.Move(directory, $"{directory}.{Ids.New("unfinished")}");
        }

        Directory.Delete(administration, recursive: true);
    }

    // The checkout is a git process of its own that has one of the two in its environment; before and after it there are moments only.
    private bool IsAtWork(string directory, string administration)
    {
        string[] places = [Path.Combine(directory, ".git"), administration];
        return time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(Path.Combine(administration, "locked")) < Fresh
            || (Directory.Exists("/proc") && ProcessTable.All().Any(process => !process.IsZombie && places.Any(place => ProcessTable.HasEnvironment(process.Pid, "GIT_DIR", place))));
    }

    private async Task<ProcessResult> AddAsync(WorkspacePlan plan, Git repository, CancellationToken ct)
    {
        var tip = plan.IsExistingBranch ? null : await TipAsync(plan, repository, ct);
        if (tip is not null && tip != plan.BaseSha && plan.TakeOverSha is null)
        {
            throw OrchException.Conflict($"the branch {plan.Branch} is there already: choose another --name, or work on it with --branch {plan.Branch}");
        }

        var start = plan.TakeOverSha ?? plan.BaseSha;
        string[] what = plan.IsExistingBranch ? ["--detach", plan.Directory, start]
            : tip is null ? ["--no-track", "-b", plan.Branch, plan.Directory, start]
            : [plan.Directory, plan.Branch];

        // Checking out writes contents through filters: through those that the user had, as in the user's own checkout.
        var guarded = await ConfigurationGuard.GuardAsync(repository, plan.Repository.IsConfigurationIntact(), ct);
        return await guarded.Configured([new("worktree.userelativepaths", "false"), new("worktree.guessremote", "false")])
            .TryAsync(["worktree", "add", "--quiet", .. what], timeout: TimeSpan.FromMinutes(30), ct: ct);
    }

    // What an earlier agent left in no commit, when its workspace was removed. Without the mark nobody has worked here yet.
    private static async Task PutBackAsync(Workspace workspace, CancellationToken ct)
    {
        if (workspace.Plan.TakeOverRescue is { } rescue
            && await workspace.Repository.ValueAsync(["rev-parse", "--verify", "--quiet", $"{rescue}^1"], ct) is { } parent
            && await workspace.Tree.HeadAsync(ct) == parent)
        {
            await new RescuedFiles(workspace.Tree, workspace.Administration).PutAnewAsync(rescue, ct);
        }
    }

    private static Task<string?> TipAsync(WorkspacePlan plan, Git repository, CancellationToken ct) =>
        repository.ValueAsync(["rev-parse", "--verify", "--quiet", $"refs/heads/{plan.Branch}"], ct);
}
