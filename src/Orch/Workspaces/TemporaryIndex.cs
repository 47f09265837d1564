namespace Orch.Workspaces;

/// <summary>
/// An index of Orch's own that holds exactly one commit. Against it git tells every difference of the files on disk, whatever was staged,
/// left in conflict or marked as "assume unchanged" in the work tree's own index, and that one is not touched.
/// </summary>
internal sealed class TemporaryIndex : IDisposable
{
    // Settings by which git would take a changed file for an unchanged one, or refuse one for its line ends.
    private static readonly ConfigurationEntry[] Strict =
    [
        new("core.trustctime", "true"), new("core.checkstat", "default"), new("core.ignorestat", "false"), new("core.untrackedcache", "false"),
        new("core.splitindex", "false"), new("core.safecrlf", "false"), new("index.sparse", "false"),
    ];

    private TemporaryIndex(string path, Git git)
    {
        Path = path;
        Git = git;
    }

    public string Path { get; }

    /// <summary>Works on this index, with no filter that an agent may have planted, and no hook.</summary>
    public Git Git { get; }

    /// <param name="tree">The work tree.</param>
    /// <param name="commit">What it holds; null for nothing.</param>
    /// <param name="folder">Where the file is put.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<TemporaryIndex> CreateAsync(WorkTree tree, string? commit, string folder, CancellationToken ct)
    {
        var path = System.IO.Path.Combine(folder, State.Ids.New("orch-index"));
        var guarded = (await ConfigurationGuard.GuardAsync(tree.Git, tree.IsConfigurationTrusted, ct)).Configured(Strict);
        var index = new TemporaryIndex(path, guarded.With(variables: [(GitEnvironment.IndexVariable, path)]));
        try
        {
            await index.FillAsync(tree, commit, ct);
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        File.Delete(Path);
        File.Delete($"{Path}.lock");
    }

    // What the work tree's own index knows of unchanged files spares reading all of them again; one that is broken is not needed.
    private async Task FillAsync(WorkTree tree, string? commit, CancellationToken ct)
    {
        var own = System.IO.Path.Combine(tree.Administration, "index");
        if (commit is not null && File.Exists(own) && new FileInfo(own).LinkTarget is null)
        {
            File.Copy(own, Path);
            var kept = await Git.TryAsync(["read-tree", "--reset", commit], ct: ct);
            if (kept.Succeeded)
            {
                await LookAgainAsync(tree.Directory, ct);
                return;
            }

            Dispose();
        }

        await Git.RunAsync(commit is null ? ["read-tree", "--empty"] : ["read-tree", commit], ct: ct);
    }

    // "Assume unchanged" (lower-case letters) hides changes; "skip worktree" (S) is right only for files that a sparse checkout leaves out.
    private async Task LookAgainAsync(string directory, CancellationToken ct)
    {
        var listed = (await Git.RunAsync(["ls-files", "-v", "-z"], ct: ct)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var assumed = listed.Where(entry => char.IsAsciiLetterLower(entry[0])).Select(entry => entry[2..]).ToList();
        var skipped = listed.Where(entry => entry[0] is 'S' or 's' && System.IO.Path.Exists(System.IO.Path.Combine(directory, entry[2..]))).Select(entry => entry[2..]).ToList();
        await MarkAsync("--no-assume-unchanged", assumed, ct);
        await MarkAsync("--no-skip-worktree", skipped, ct);
    }

    private async Task MarkAsync(string mark, List<string> paths, CancellationToken ct)
    {
        if (paths.Count > 0)
        {
            await Git.RunAsync(["update-index", mark, "-z", "--stdin"], string.Concat(paths.Select(path => $"{path}\0")), ct: ct);
        }
    }
}
