namespace Orch.Workspaces;

/// <summary>Finds the repositories in a workspace, other than itself, that hold work, and saves what is not committed there in each of them.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="agent">The agent, for the refs' names.</param>
/// <param name="reason">Why.</param>
/// <param name="scratch">A private directory.</param>
internal sealed class NestedRepositories(Workspace workspace, string agent, string reason, string scratch)
{
    private const int Deepest = 5;

    /// <param name="changed">The files of the workspace that differ from its HEAD.</param>
    /// <param name="ct">Stops it.</param>
    public Task<IReadOnlyList<NestedRepository>> SaveAsync(IReadOnlyList<ChangedFile> changed, CancellationToken ct) => SaveBelowAsync(workspace.Tree, changed, 0, ct);

    private async Task<IReadOnlyList<NestedRepository>> SaveBelowAsync(WorkTree tree, IReadOnlyList<ChangedFile> changed, int depth, CancellationToken ct)
    {
        var found = new List<NestedRepository>();
        foreach (var path in await PathsAsync(tree, changed, ct))
        {
            var directory = Path.Combine(tree.Directory, path.TrimEnd('/'));
            var shown = Path.GetRelativePath(workspace.Plan.Directory, directory);
            if (Locate(directory) is not { } inside)
            {
                if (Path.Exists(Path.Combine(directory, ".git")))
                {
                    found.Add(new(shown, null, SurvivesRemoval: false, "its git directory is elsewhere or cannot be read"));
                }

                continue;
            }

            try
            {
                found.AddRange(await SaveOneAsync(inside, shown, depth, ct));
            }
            catch (OrchException e)
            {
                found.Add(new(shown, null, SurvivesRemoval: false, e.Message));
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<NestedRepository>> SaveOneAsync(WorkTree inside, string shown, int depth, CancellationToken ct)
    {
        var changed = await inside.ChangedAsync(ct);
        var deeper = depth < Deepest ? await SaveBelowAsync(inside, changed, depth + 1, ct)
            : changed.Any(file => file.IsNestedRepository) ? [new NestedRepository($"{shown}/…", null, SurvivesRemoval: false, "it lies too deep")]
            : [];
        var (saved, left) = await RescueCommit.SaveAsync(inside, changed, agent, reason, scratch, ct);
        if (saved is null && left.Count == 0 && !await HasCommitsOfItsOwnAsync(inside, ct))
        {
            return deeper;
        }

        var survives = left.Count == 0 && IsOutside(inside);
        return [new(shown, saved?.Ref, survives, left.Count == 0 ? null : $"these stay on disk: {string.Join(", ", left)}"), .. deeper];
    }

    // Untracked ones as git status shows them, and submodules.
    private static async Task<IReadOnlyList<string>> PathsAsync(WorkTree tree, IReadOnlyList<ChangedFile> changed, CancellationToken ct)
    {
        var head = await tree.HeadAsync(ct);
        using var index = await TemporaryIndex.CreateAsync(tree, head, tree.Administration, ct);
        var listed = (await index.Git.RunAsync(["ls-files", "--stage", "-z"], ct: ct)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var submodules = listed.Where(entry => entry.StartsWith("160000 ", StringComparison.Ordinal)).Select(entry => entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..]);
        return [.. changed.Where(file => file.IsNestedRepository).Select(file => file.Path), .. submodules];
    }

    // Commits that no remote had when it was last asked.
    private static async Task<bool> HasCommitsOfItsOwnAsync(WorkTree tree, CancellationToken ct)
    {
        string[] start = await tree.HeadAsync(ct) is null ? [] : ["HEAD"];
        return (await tree.Git.RunAsync(["rev-list", "--max-count=1", .. start, "--branches", "--tags", "--not", "--remotes"], ct: ct)).Length > 0;
    }

    // A .git file may name any directory of the user; only those that belong to this workspace or its repository are opened.
    internal WorkTree? Locate(string directory)
    {
        var entry = Path.Combine(directory, ".git");
        var named = Directory.Exists(entry) ? entry : WorktreeRecords.PointedTo(directory);
        if (named is null || !File.Exists(Path.Combine(named, "HEAD")))
        {
            return null;
        }

        var administration = RealPath.Of(named);
        var common = RealPath.Of(WorktreeRecords.CommonOf(administration) ?? administration);
        return IsOurs(administration) && IsOurs(common)
            ? new(directory, administration, workspace.Git.With(GitPlace.Worktree(common, administration, directory)))
            : null;
    }

    private bool IsOurs(string path) => RealPath.IsWithin(path, workspace.Plan.Directory) || RealPath.IsWithin(path, workspace.Plan.Repository.GitDirectory);

    // Whether its objects and refs lie neither in the workspace nor in what git keeps for it (the submodules of a worktree).
    private bool IsOutside(WorkTree tree)
    {
        var common = RealPath.Of(WorktreeRecords.CommonOf(tree.Administration) ?? tree.Administration);
        return !RealPath.IsWithin(common, workspace.Plan.Directory) && !RealPath.IsWithin(common, workspace.Administration);
    }
}
