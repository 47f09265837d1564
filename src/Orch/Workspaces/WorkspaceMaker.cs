using Orch.Processes;

namespace Orch.Workspaces;

/// <summary>Makes worktrees.</summary>
/// <param name="runner">Starts git.</param>
/// <param name="environment">The user's environment.</param>
/// <param name="time">The clock.</param>
internal sealed class WorkspaceMaker(ProcessRunner runner, IReadOnlyDictionary<string, string> environment, TimeProvider time)
{
    private const int Tries = 5;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(5);

    /// <summary>Makes the worktree of a plan. One that an earlier, interrupted call made for the same plan is taken as it is.</summary>
    /// <exception cref="OrchException">git could not make it (failed).</exception>
    public async Task<Workspace> MakeAsync(WorkspacePlan plan, CancellationToken ct)
    {
        var repository = new Git(runner, environment, GitPlace.Bare(plan.Repository.GitDirectory));
        Directory.CreateDirectory(Path.GetDirectoryName(plan.Directory)!);

        // git's own locks make concurrent worktree commands of one repository fail at random instead of wait.
        using (await LockAsync(plan.Repository.GitDirectory, ct))
        {
            if (!await IsMadeAsync(plan, repository, ct))
            {
                await AddAsync(plan, repository, ct);
            }
        }

        return await OpenAsync(plan, repository, ct);
    }

    private static async Task AddAsync(WorkspacePlan plan, Git repository, CancellationToken ct)
    {
        string[] what = plan.IsExistingBranch
            ? ["--detach", plan.Directory, plan.BaseSha]
            : ["--no-track", "-b", plan.Branch, plan.Directory, plan.BaseSha];
        for (var n = 1; ; n++)
        {
            var result = await repository.TryAsync(["worktree", "add", "--quiet", .. what], timeout: TimeSpan.FromMinutes(10), ct: ct);
            if (result.Succeeded)
            {
                return;
            }

            if (n == Tries || !IsPassing(result.Error))
            {
                throw OrchException.Failed($"git could not make the workspace {plan.Directory}: {result.Complaint}");
            }
        }
    }

    // Other git commands of the user may hold a lock for a moment.
    private static bool IsPassing(string error) =>
        error.Contains("commondir", StringComparison.Ordinal) || error.Contains(".lock", StringComparison.Ordinal);

    private static async Task<bool> IsMadeAsync(WorkspacePlan plan, Git repository, CancellationToken ct)
    {
        var list = await repository.RunAsync(["worktree", "list", "--porcelain", "-z"], ct: ct);
        return Directory.Exists(plan.Directory) && list.Split('\0').Contains($"worktree {plan.Directory}", StringComparer.Ordinal);
    }

    private async Task<Workspace> OpenAsync(WorkspacePlan plan, Git repository, CancellationToken ct)
    {
        var inside = new Git(runner, environment, GitPlace.Discover(plan.Directory));
        var administration = (await inside.RunAsync(["rev-parse", "--path-format=absolute", "--absolute-git-dir"], ct: ct)).TrimEnd('\n').Split('\n')[^1];
        var git = new Git(runner, environment, GitPlace.Worktree(plan.Repository.GitDirectory, administration, plan.Directory));
        return new(plan, administration, git, repository);
    }

    private async Task<FileStream> LockAsync(string gitDirectory, CancellationToken ct)
    {
        var path = Path.Combine(gitDirectory, "orch.lock");
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(started) < LockPatience)
            {
                await Task.Delay(Step, time, ct);
            }
        }
    }
}
