namespace Orch.Workspaces;

/// <summary>A worktree that was made for an agent.</summary>
/// <param name="Plan">What it was made from.</param>
/// <param name="Administration">The worktree's own git directory, absolute; recorded when it was made.</param>
/// <param name="Git">Runs git in the worktree, whatever its <c>.git</c> file says by now.</param>
/// <param name="Repository">Runs git on the repository's objects and refs.</param>
internal sealed record Workspace(WorkspacePlan Plan, string Administration, Git Git, Git Repository)
{
    /// <summary>Whether the <c>.git</c> file still leads where it led at the start.</summary>
    public bool IsPointerIntact()
    {
        var pointer = Path.Combine(Plan.Directory, ".git");
        return File.Exists(pointer) && new FileInfo(pointer).LinkTarget is null && File.ReadAllText(pointer).Trim() == $"gitdir: {Administration}";
    }
}
