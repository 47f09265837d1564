namespace Orch.Workspaces;

/// <summary>Makes commits of what lies in a work tree by an index of its own: neither the tree's index nor its files are touched. Contents go through the user's filters, not through one that an agent may have planted.</summary>
/// <param name="tree">The work tree.</param>
/// <param name="scratch">A private directory for the index file.</param>
internal sealed class CommitBuilder(WorkTree tree, string scratch)
{
    // The commit may be all that is left of the work after the power has failed.
    private static readonly ConfigurationEntry[] Durable = [new("core.fsync", "objects,reference"), new("core.fsyncmethod", "batch")];

    public CommitBuilder(Workspace workspace, string scratch)
        : this(workspace.Tree, scratch)
    {
    }

    /// <summary>Author and committer as variables (GIT_AUTHOR_NAME, …); null for the user's own, or Orch's when the user has none.</summary>
    public IReadOnlyList<(string Name, string Value)>? Identity { get; init; }

    /// <summary>Whether files go in as they lie on disk though a filter that is not run (<see cref="ConfigurationGuard"/>) would change them. Otherwise they are refused: the filter may be what encrypts them.</summary>
    public bool TakesUnfiltered { get; init; }

    /// <summary>A further parent for the commit.</summary>
    public string? SecondParent { get; init; }

    /// <summary>A commit on top of another one, with some files as they are now in the work tree.</summary>
    /// <param name="parent">The commit that it follows.</param>
    /// <param name="paths">The files that are taken, relative to the work tree; one that is gone is taken as deleted.</param>
    /// <param name="message">The commit message.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The commit; <paramref name="parent"/> itself when nothing differs.</returns>
    /// <exception cref="OrchException">git refused, or a file goes through a filter that is not run (failed).</exception>
    public async Task<string> BuildAsync(string parent, IReadOnlyList<string> paths, string message, CancellationToken ct)
    {
        var built = await TreeAsync(parent, paths, ct);
        return built == await TreeOfAsync(parent, ct) ? parent : await CommitAsync(built, parent, message, ct);
    }

    /// <summary>The tree of a commit with some files as they are now in the work tree.</summary>
    /// <param name="parent">The commit; null for an empty tree.</param>
    /// <param name="paths">The files.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<string> TreeAsync(string? parent, IReadOnlyList<string> paths, CancellationToken ct)
    {
        if (!TakesUnfiltered && await FilteredAsync(paths, ct) is [var first, ..])
        {
            throw OrchException.Failed($"{first} in {tree.Directory} goes through a git filter that Orch does not run: commit it yourself");
        }

        using var index = await TemporaryIndex.CreateAsync(tree, parent, scratch, ct);
        var git = index.Git.Configured(Durable);
        if (paths.Count > 0)
        {
            await git.RunAsync(["update-index", "--add", "--remove", "--replace", "-z", "--stdin"], Lines(paths), TimeSpan.FromMinutes(10), ct);
        }

        return (await git.RunAsync(["write-tree"], ct: ct)).Trim();
    }

    /// <summary>A commit of a tree; without a parent it is a first one.</summary>
    public async Task<string> CommitAsync(string treeSha, string? parent, string message, CancellationToken ct)
    {
        var parents = new[] { parent, SecondParent }.OfType<string>().SelectMany(sha => new[] { "-p", sha });
        var git = tree.Git.With(variables: Identity ?? await OrchIdentity.ForAsync(tree.Git, ct)).Configured(Durable);
        return (await git.RunAsync(["commit-tree", "--no-gpg-sign", treeSha, .. parents, "-F", "-"], message, ct: ct)).Trim();
    }

    /// <summary>Those of some files whose contents a filter that is not run (<see cref="ConfigurationGuard"/>) would change.</summary>
    public async Task<IReadOnlyList<string>> FilteredAsync(IReadOnlyList<string> paths, CancellationToken ct)
    {
        var refused = await ConfigurationGuard.RefusedFiltersAsync(tree.Git, tree.IsConfigurationTrusted, ct);
        var files = paths.Where(path => new FileInfo(Path.Combine(tree.Directory, path)) is { Exists: true, LinkTarget: null }).ToList();
        if (refused.Count == 0 || files.Count == 0)
        {
            return [];
        }

        var answers = (await tree.Git.RunAsync(["check-attr", "-z", "--stdin", "filter"], Lines(files), ct: ct)).Split('\0');
        return [.. answers.Chunk(3).Where(answer => answer.Length == 3 && refused.Contains(answer[2], StringComparer.Ordinal)).Select(answer => answer[0])];
    }

    private static string Lines(IReadOnlyList<string> paths) => string.Concat(paths.Select(path => $"{path}\0"));

    private async Task<string> TreeOfAsync(string commit, CancellationToken ct) =>
        (await tree.Git.RunAsync(["rev-parse", "--verify", $"{commit}^{{tree}}"], ct: ct)).Trim();
}
