using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Looks where a workspace stands.</summary>
internal static class WorkspaceHeadReader
{
    private const string Heads = "refs/heads/";

    private static readonly (string File, string Name)[] Operations =
    [
        ("rebase-merge", "rebase"), ("rebase-apply", "rebase"), ("MERGE_HEAD", "merge"), ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("REVERT_HEAD", "revert"), ("BISECT_LOG", "bisect"),
    ];

    /// <exception cref="OrchException">HEAD is no commit (failed).</exception>
    public static async Task<WorkspaceHead> ReadAsync(Git workspace, string administration, string planned, CancellationToken ct)
    {
        var sha = await workspace.ValueAsync(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], ct)
            ?? throw OrchException.Failed($"HEAD of {workspace.Place.WorkingDirectory} is no commit; look at the workspace and check out {planned}");
        var symbolic = await workspace.ValueAsync(["symbolic-ref", "--quiet", "HEAD"], ct);
        var tip = await workspace.ValueAsync(["rev-parse", "--verify", "--quiet", $"{Heads}{planned}^{{commit}}"], ct);
        var branch = symbolic is null ? null
            : symbolic.StartsWith(Heads, StringComparison.Ordinal) ? symbolic[Heads.Length..]
            : symbolic;
        var operation = Operations.FirstOrDefault(one => Path.Exists(Path.Combine(administration, one.File))).Name;
        return new(sha, branch, tip, operation);
    }
}
