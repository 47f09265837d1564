namespace Orch.Workspaces;

/// <summary>How a workspace stands.</summary>
/// <param name="Head">The commit that is checked out.</param>
/// <param name="Branch">The full name of the branch that is checked out; null when detached.</param>
/// <param name="Commits">How many commits it has beyond its start.</param>
/// <param name="Changed">Files that differ from <paramref name="Head"/>, ignored ones not among them.</param>
/// <param name="Unfinished">The operation that was left half done (merge, rebase, cherry-pick, revert, bisect); null for none.</param>
internal sealed record WorkspaceStatus(string Head, string? Branch, int Commits, IReadOnlyList<ChangedFile> Changed, string? Unfinished)
{
    private static readonly (string File, string Operation)[] Markers =
    [
        ("MERGE_HEAD", "merge"), ("rebase-merge", "rebase"), ("rebase-apply", "rebase"), ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"), ("BISECT_LOG", "bisect"),
    ];

    public static async Task<WorkspaceStatus> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        var git = workspace.Git;
        var head = (await git.RunAsync(["rev-parse", "--verify", "HEAD^{commit}"], ct: ct)).Trim();
        var commits = await git.RunAsync(["rev-list", "--count", $"{workspace.Plan.BaseSha}..{head}"], ct: ct);
        var status = await git.RunAsync(["status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=none"], ct: ct);
        return new(
            head,
            await git.ValueAsync(["symbolic-ref", "--quiet", "HEAD"], ct),
            int.Parse(commits.Trim(), System.Globalization.CultureInfo.InvariantCulture),
            [.. status.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(entry => new ChangedFile(entry[3..], entry[..2]))],
            Markers.FirstOrDefault(marker => Path.Exists(Path.Combine(workspace.Administration, marker.File))).Operation);
    }
}
