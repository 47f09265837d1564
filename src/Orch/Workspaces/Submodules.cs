namespace Orch.Workspaces;

/// <summary>Reads what a commit says of its submodules.</summary>
internal static class Submodules
{
    /// <summary>Where they are, and at which commits.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<IReadOnlyList<(string Path, string Commit)>> LinksAsync(Git git, string commit, CancellationToken ct) =>
        [.. (await git.RunAsync(["ls-tree", "-r", "-z", "--full-tree", commit], ct: ct))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("160000 ", StringComparison.Ordinal))
            .Select(line => (Path: line[(line.IndexOf('\t') + 1)..], Commit: line.Split(' ', '\t')[2]))];

    /// <summary>Their names by path: <c>submodule.NAME.path</c> in the commit's .gitmodules.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="commit">The commit, or another name for it.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(Git git, string commit, CancellationToken ct)
    {
        var listed = await git.TryAsync(["config", "--blob", $"{commit}:.gitmodules", "-z", "--get-regexp", @"^submodule\..*\.path$"], ct: ct);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parts in listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('\n', 2)).Where(parts => parts.Length == 2))
        {
            names[parts[1]] = parts[0]["submodule.".Length..^".path".Length];
        }

        return names;
    }

    /// <summary>The first of some repositories that has a commit; null when none has.</summary>
    public static async Task<string?> WithCommitAsync(Git git, IEnumerable<string> copies, string commit, CancellationToken ct)
    {
        foreach (var copy in copies)
        {
            if ((await git.With(GitPlace.Bare(copy)).TryAsync(["cat-file", "-e", $"{commit}^{{commit}}"], ct: ct)).Succeeded)
            {
                return copy;
            }
        }

        return null;
    }

    /// <summary>A directory below another one, by a name that somebody else chose; null when it leads out of there.</summary>
    public static string? Below(string home, string name) =>
        Path.GetFullPath(Path.Combine(home, name)) is var full && full.StartsWith(home + "/", StringComparison.Ordinal) ? full : null;
}
