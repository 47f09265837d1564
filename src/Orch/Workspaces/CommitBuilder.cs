namespace Orch.Workspaces;

/// <summary>Makes commits of what lies in a workspace by an index of its own: neither the workspace's index nor its files are touched.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="scratch">A private directory for the index file.</param>
internal sealed class CommitBuilder(Workspace workspace, string scratch)
{
    /// <summary>A commit on top of another one, with some files as they are now in the workspace.</summary>
    /// <param name="parent">The commit that it follows.</param>
    /// <param name="paths">The files that are taken, relative to the workspace; one that is gone is taken as deleted.</param>
    /// <param name="message">The commit message.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The commit; <paramref name="parent"/> itself when nothing differs.</returns>
    public async Task<string> BuildAsync(string parent, IReadOnlyList<string> paths, string message, CancellationToken ct)
    {
        var index = Path.Combine(scratch, $"{State.Ids.New("index")}");
        var git = workspace.Git.With(variables: [(GitEnvironment.IndexVariable, index), .. await IdentityAsync(ct)]);
        try
        {
            await git.RunAsync(["read-tree", parent], ct: ct);
            await git.RunAsync(
                [.. await NoFiltersAsync(ct), "update-index", "--add", "--remove", "-z", "--stdin"], string.Concat(paths.Select(path => $"{path}\0")), TimeSpan.FromMinutes(5), ct);
            var tree = (await git.RunAsync(["write-tree"], ct: ct)).Trim();
            return tree == (await git.RunAsync(["rev-parse", $"{parent}^{{tree}}"], ct: ct)).Trim()
                ? parent
                : (await git.RunAsync(["commit-tree", tree, "-p", parent, "-F", "-"], message, ct: ct)).Trim();
        }
        finally
        {
            File.Delete(index);
        }
    }

    /// <summary>Switches off every configured filter: an agent can plant one, and it would run as the user.</summary>
    private async Task<IReadOnlyList<string>> NoFiltersAsync(CancellationToken ct)
    {
        var names = await workspace.Git.ValueAsync(["config", "--name-only", "--get-regexp", @"^filter\..*\.(clean|smudge|process|required)$"], ct);
        return [.. (names ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(name => new[]
        {
            "-c", name.EndsWith(".required", StringComparison.OrdinalIgnoreCase) ? $"{name}=false" : $"{name}=",
        })];
    }

    private async Task<IReadOnlyList<(string Name, string Value)>> IdentityAsync(CancellationToken ct) =>
        await workspace.Git.ValueAsync(["var", "GIT_COMMITTER_IDENT"], ct) is not null
            ? []
            : [("GIT_AUTHOR_NAME", "Orch"), ("GIT_AUTHOR_EMAIL", "orch@localhost"), ("GIT_COMMITTER_NAME", "Orch"), ("GIT_COMMITTER_EMAIL", "orch@localhost")];
}
