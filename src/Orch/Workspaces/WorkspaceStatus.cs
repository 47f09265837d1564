using System.Globalization;

namespace Orch.Workspaces;

/// <summary>How a workspace stands.</summary>
/// <param name="Head">The commit that is checked out; the start of the work when the branch has no commit.</param>
/// <param name="Branch">The full name of the branch that is checked out; null when detached.</param>
/// <param name="Commits">How many commits it has beyond its start.</param>
/// <param name="Changed">Files that differ from <paramref name="Head"/>, ignored ones not among them.</param>
/// <param name="Unfinished">The operation that was left half done (merge, rebase, cherry-pick, revert, bisect, a branch without a commit); null for none.</param>
internal sealed record WorkspaceStatus(string Head, string? Branch, int Commits, IReadOnlyList<ChangedFile> Changed, string? Unfinished)
{
    private static readonly (string File, string Operation)[] Markers =
    [
        ("rebase-merge", "rebase"), ("rebase-apply", "rebase"), ("MERGE_HEAD", "merge"), ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"), ("BISECT_LOG", "bisect"),
    ];

    /// <exception cref="OrchException">git cannot tell (failed).</exception>
    public static async Task<WorkspaceStatus> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        var git = workspace.Git;
        var head = await workspace.Tree.HeadAsync(ct);
        var commits = head is null ? "0" : await git.RunAsync(["rev-list", "--count", $"{workspace.Plan.BaseSha}..{head}"], ct: ct);
        return new(
            head ?? workspace.Plan.BaseSha,
            await git.ValueAsync(["symbolic-ref", "--quiet", "HEAD"], ct),
            int.Parse(commits.Trim(), CultureInfo.InvariantCulture),
            await workspace.Tree.ChangedAsync(ct),
            Markers.FirstOrDefault(marker => Path.Exists(Path.Combine(workspace.Administration, marker.File))).Operation
                ?? (head is null ? "branch without a commit" : null));
    }
}
