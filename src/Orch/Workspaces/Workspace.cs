namespace Orch.Workspaces;

/// <summary>A worktree that was made for an agent.</summary>
/// <param name="Plan">What it was made from.</param>
/// <param name="Administration">The worktree's own git directory, absolute; recorded when it was made.</param>
/// <param name="Git">Runs git in the worktree, whatever its <c>.git</c> file says by now.</param>
/// <param name="Repository">Runs git on the repository's objects and refs.</param>
internal sealed record Workspace(WorkspacePlan Plan, string Administration, Git Git, Git Repository)
{
    public WorkTree Tree => new(Plan.Directory, Administration, Git) { IsConfigurationTrusted = Plan.Repository.IsConfigurationIntact() };

    /// <summary>Whether the <c>.git</c> file and git's own records still lead where they led at the start.</summary>
    public bool IsPointerIntact() =>
        WorktreeRecords.PointedTo(Plan.Directory) == Administration
        && WorktreeRecords.DirectoryOf(Administration) == Plan.Directory
        && WorktreeRecords.CommonOf(Administration) == Plan.Repository.GitDirectory;
}
