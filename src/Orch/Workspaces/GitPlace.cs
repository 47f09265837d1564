namespace Orch.Workspaces;

/// <summary>Where git works. <see cref="Discover"/> lets git look for itself and is for the user's own directories only.</summary>
/// <param name="Arguments">What comes before the command.</param>
/// <param name="Variables">What is added to the environment.</param>
/// <param name="WorkingDirectory">Where the process runs.</param>
internal sealed record GitPlace(IReadOnlyList<string> Arguments, IReadOnlyList<(string Name, string Value)> Variables, string WorkingDirectory)
{
    /// <summary>The repository that a directory of the user lies in.</summary>
    public static GitPlace Discover(string directory) => new([], [], directory);

    /// <summary>A repository without a work tree: objects, refs and configuration.</summary>
    /// <param name="gitDirectory">The common git directory, absolute.</param>
    public static GitPlace Bare(string gitDirectory) => new([$"--git-dir={gitDirectory}"], [], gitDirectory);

    /// <summary>
    /// A work tree with the git directory that was recorded for it, whatever its <c>.git</c> file says by now. Here git speaks to no remote:
    /// a missing object would else be fetched in passing from wherever the configuration says, by whatever program it names.
    /// </summary>
    /// <param name="gitDirectory">The common git directory, absolute.</param>
    /// <param name="administration">The worktree's own git directory below it (worktrees/NAME), absolute.</param>
    /// <param name="workTree">The directory with the files, absolute.</param>
    public static GitPlace Worktree(string gitDirectory, string administration, string workTree) =>
        new([$"--git-dir={administration}", $"--work-tree={workTree}"], [("GIT_COMMON_DIR", gitDirectory), ("GIT_ALLOW_PROTOCOL", "none")], workTree);
}
