using Orch.Processes;

namespace Orch.Workspaces;

/// <summary>Whether a directory still is the workspace that Orch made for a plan, and nobody's else.</summary>
internal static class WorkspaceClaim
{
    private static readonly string[] Autostashes = ["rebase-merge/autostash", "rebase-apply/autostash", "MERGE_AUTOSTASH"];

    /// <summary>Why it must not be removed; null when it is Orch's and at rest.</summary>
    /// <param name="workspace">The workspace as git has it recorded.</param>
    /// <param name="caller">The directory that the user is in.</param>
    public static string? Obstacle(Workspace workspace, string caller)
    {
        var (plan, directory) = (workspace.Plan, workspace.Plan.Directory);
        if (RealPath.Of(directory) != directory)
        {
            return $"{directory} is reached through a symbolic link by now";
        }

        if (RealPath.IsWithin(plan.Repository.TopLevel, directory) || RealPath.IsWithin(plan.Repository.MainCheckout, directory) || RealPath.IsWithin(plan.Repository.GitDirectory, directory))
        {
            return $"{directory} is or holds a checkout that Orch did not make";
        }

        var mark = new FileInfo(Path.Combine(workspace.Administration, WorkspaceMaker.Mark));
        if (mark is not { Exists: true, LinkTarget: null } || File.ReadAllText(mark.FullName) != plan.Branch)
        {
            return $"{directory} is a worktree that Orch did not make for this agent";
        }

        if (!workspace.IsPointerIntact())
        {
            return $"the .git file of {directory} leads elsewhere than it did";
        }

        if (File.Exists(Path.Combine(workspace.Administration, "locked")))
        {
            return $"{directory} is locked: 'git worktree unlock' gives it free";
        }

        if (Autostashes.Any(name => File.Exists(Path.Combine(workspace.Administration, name))))
        {
            return $"a rebase or merge with stashed work is half done in {directory}: finish or abort it there";
        }

        if (RealPath.IsWithin(RealPath.Of(caller), directory))
        {
            return $"you are in {directory}: leave it first";
        }

        return ProcessTable.WorkingIn(directory) is { } user ? $"process {user} works in {directory}: end it first" : null;
    }

    /// <summary>Commits that refs of the worktree alone (bisect, worktree, rewritten) hold; such refs go with it.</summary>
    public static async Task<string?> PrivateRefAsync(Workspace workspace, CancellationToken ct)
    {
        var refs = await workspace.Git.RunAsync(["for-each-ref", "--format=%(objectname) %(refname)", "refs/worktree", "refs/bisect", "refs/rewritten"], ct: ct);
        foreach (var line in refs.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)))
        {
            var holders = await workspace.Repository.TryAsync(["for-each-ref", "--count=1", $"--contains={line[0]}", "--format=%(refname)"], ct: ct);
            if (!holders.Succeeded || holders.Output.Length == 0)
            {
                return line[1];
            }
        }

        return null;
    }
}
