namespace Orch.Workspaces;

/// <summary>Puts the files of a rescue into a work tree, as they were: beside the commit that is checked out, in no commit, nothing staged.</summary>
/// <param name="tree">The work tree.</param>
/// <param name="scratch">A private directory.</param>
internal sealed class RescuedFiles(WorkTree tree, string scratch)
{
    /// <summary>Why the files cannot be put here without touching something else; null when they can.</summary>
    /// <param name="sha">The rescue.</param>
    /// <param name="parent">The commit that was checked out when it was made.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<string?> ObstacleAsync(string sha, string? parent, CancellationToken ct)
    {
        if (await tree.HeadAsync(ct) != parent)
        {
            return $"{tree.Directory} is at another commit than the one that the work was on";
        }

        if ((await tree.ChangedAsync(ct)).Count > 0)
        {
            return $"{tree.Directory} has uncommitted work";
        }

        // What git ignores does not show above.
        var added = (await tree.Git.RunAsync(["diff-tree", "-r", "-z", "--no-renames", "--name-only", "--diff-filter=A", parent!, sha], ct: ct)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return added.FirstOrDefault(path => IsThere(Path.Combine(tree.Directory, path))) is { } first ? $"{first} in {tree.Directory} would be overwritten" : null;
    }

    /// <exception cref="OrchException">git refused; nothing has changed (failed).</exception>
    public Task PutAsync(string sha, CancellationToken ct) => ReadAsync(["-m", "-u"], sha, ct);

    /// <summary>The same in a work tree that was made a moment ago and that nobody has seen; files that an earlier, interrupted call has put there are replaced.</summary>
    public Task PutAnewAsync(string sha, CancellationToken ct) => ReadAsync(["--reset", "-u"], sha, ct);

    // The work tree's own index stays at HEAD, so that the files count as changed and untracked ones as untracked.
    private async Task ReadAsync(string[] how, string sha, CancellationToken ct)
    {
        var head = await tree.HeadAsync(ct);
        using var index = await TemporaryIndex.CreateAsync(tree, head, scratch, ct);
        await index.Git.RunAsync(["update-index", "-q", "--refresh"], ct: ct);
        await index.Git.RunAsync(["read-tree", "--no-recurse-submodules", .. how, head!, sha], timeout: TimeSpan.FromMinutes(30), ct: ct);
    }

    private static bool IsThere(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;
}
