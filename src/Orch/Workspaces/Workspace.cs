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

    /// <summary>
    /// Takes a new commit of the workspace's own files in place: moves what HEAD stands for from one commit to another and sets the index to it.
    /// The files are not touched. For when no process of the agent is alive: a lock that it left on the index is removed.
    /// </summary>
    /// <exception cref="OrchException">HEAD is not where it was thought (failed); nothing has changed.</exception>
    public async Task AdvanceAsync(string from, string to, string reason, CancellationToken ct)
    {
        using var index = await TemporaryIndex.CreateAsync(Tree, to, Administration, ct);

        // Exit code 1 only says that some files differ.
        await index.Git.TryAsync(["update-index", "-q", "--refresh"], ct: ct);
        await Git.RunAsync(["update-ref", "-m", $"orch: {reason}", "HEAD", to, from], ct: ct);
        File.Move(index.Path, Path.Combine(Administration, "index"), overwrite: true);
        File.Delete(Path.Combine(Administration, "index.lock"));
    }
}
