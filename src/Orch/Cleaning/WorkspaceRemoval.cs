using Orch.Proof;
using Orch.Workspaces;

namespace Orch.Cleaning;

/// <summary>
/// Takes a workspace away in steps of which each can be made again: the directory is moved aside, then deleted, then git's record of it. A
/// process that ends in between leaves a workspace that is whole, or one that is gone and of which something is left to delete.
/// </summary>
/// <param name="plan">What the workspace was made from.</param>
/// <param name="repository">The repository.</param>
/// <param name="aside">Where the directory is put before it is deleted: beside it, under a name that nothing else has.</param>
internal sealed class WorkspaceRemoval(WorkspacePlan plan, Git repository, string aside)
{
    /// <summary>The workspace at the place where it was put aside.</summary>
    public static Workspace Moved(Workspace workspace, string to) => workspace with
    {
        Plan = workspace.Plan with { Directory = to },
        Git = workspace.Repository.With(GitPlace.Worktree(workspace.Plan.Repository.GitDirectory, workspace.Administration, to)),
    };

    /// <summary>Deletes what was put aside, and git's record of the worktree.</summary>
    /// <returns>What could not be deleted; null when all is gone.</returns>
    public string? Finish()
    {
        // A link in its place is not what was put there.
        if (new DirectoryInfo(aside).LinkTarget is null && !ScratchDirectory.Delete(aside))
        {
            return aside;
        }

        return !Path.Exists(plan.Directory)
            && WorktreeRecords.Find(plan.Repository.GitDirectory, plan.Directory) is { } administration
            && !ScratchDirectory.Delete(administration) ? administration : null;
    }

    /// <summary>The worktree in which the agent's branch is checked out; null when it is in none.</summary>
    public async Task<string?> CheckedOutAtAsync(CancellationToken ct)
    {
        const string prefix = "worktree ";
        var listed = await repository.RunAsync(["worktree", "list", "--porcelain", "-z"], ct: ct);
        string? directory = null;
        foreach (var line in listed.Split('\0'))
        {
            directory = line.StartsWith(prefix, StringComparison.Ordinal) ? line[prefix.Length..] : directory;
            if (line == $"branch refs/heads/{plan.Branch}")
            {
                return directory;
            }
        }

        return null;
    }

    /// <summary>Deletes the agent's own branch, when it still is at the commit that was looked at and checked out nowhere.</summary>
    /// <returns>Whether there is no such branch any more.</returns>
    public async Task<bool> DeleteBranchAsync(string tip, CancellationToken ct)
    {
        var name = $"refs/heads/{plan.Branch}";
        if (await CheckedOutAtAsync(ct) is not null || !(await repository.TryAsync(["update-ref", "-d", name, tip], ct: ct)).Succeeded)
        {
            return false;
        }

        // As git branch -d does: what it followed.
        await repository.TryAsync(["config", "--local", "--remove-section", $"branch.{plan.Branch}"], ct: ct);
        return true;
    }

    /// <summary>The size of the files below a directory; links are not followed, and what cannot be read does not count.</summary>
    public static long Size(string directory) =>
        new DirectoryInfo(directory)
            .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Sum(file => file.Length);
}
