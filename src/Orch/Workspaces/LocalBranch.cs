namespace Orch.Workspaces;

/// <summary>The local branch of a workspace that is a detached checkout of an existing branch.</summary>
internal static class LocalBranch
{
    /// <summary>Moves the branch forward to a commit. It is left alone when it is checked out somewhere, has moved on, or is not there.</summary>
    /// <returns>Why it was not moved; null when it is at the commit now.</returns>
    public static async Task<string?> AdvanceAsync(Git git, string branch, string commit, CancellationToken ct)
    {
        var name = $"refs/heads/{branch}";
        if (await git.ValueAsync(["rev-parse", "--verify", "--quiet", $"{name}^{{commit}}"], ct) is not { } tip)
        {
            return $"there is no local branch {branch}";
        }

        if (tip == commit)
        {
            return null;
        }

        var worktrees = await git.RunAsync(["worktree", "list", "--porcelain", "-z"], ct: ct);
        if (worktrees.Split('\0').Contains($"branch {name}", StringComparer.Ordinal))
        {
            return $"the local branch {branch} is checked out";
        }

        if (!(await git.TryAsync(["merge-base", "--is-ancestor", tip, commit], ct: ct)).Succeeded)
        {
            return $"the local branch {branch} has commits that this work does not have";
        }

        // With the old value: somebody else may move it in the same moment.
        var moved = await git.TryAsync(["update-ref", "-m", "orch: deliver", name, commit, tip], ct: ct);
        return moved.Succeeded ? null : $"the local branch {branch} could not be moved: {moved.Complaint}";
    }
}
