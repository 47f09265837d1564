using System.Globalization;
using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Reads what commits change, and never through a program that the repository names.</summary>
/// <param name="repository">Runs git on the repository, undisguised (<see cref="TrustedGit"/>).</param>
internal sealed class ChangeReader(Git repository)
{
    private static readonly string[] Plain = ["diff-tree", "-r", "--no-color", "--no-ext-diff", "--no-textconv"];

    /// <summary>The files that differ between base and head, with counts of lines; without those that are as in a commit of others that was merged.</summary>
    public async Task<IReadOnlyList<FileChange>> ReadAsync(string baseSha, string head, IReadOnlyList<string> foreignParents, CancellationToken ct)
    {
        var changes = RawDiff.Parse(await repository.RunAsync([.. Plain, "--raw", "-z", "--no-abbrev", "--find-renames", baseSha, head], ct: ct));
        foreach (var parent in foreignParents)
        {
            var since = RawDiff.Parse(await repository.RunAsync([.. Plain, "--raw", "-z", "--no-abbrev", "--no-renames", parent, head], ct: ct))
                .Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
            changes = [.. changes.Where(change => since.Contains(change.Path) || since.Contains(change.OldPath))];
        }

        var counts = RawDiff.ParseCounts(await repository.RunAsync([.. Plain, "--numstat", "-z", "--find-renames", baseSha, head], ct: ct));
        return [.. changes.Select(change => counts.TryGetValue(change.Path, out var count) ? change with { Added = count.Added, Deleted = count.Deleted } : change)];
    }

    /// <summary>The files that one commit changes against its parents, or that differ between two trees.</summary>
    public async Task<IReadOnlyList<CommitEntry>> ReadCommitAsync(IReadOnlyList<string> trees, CancellationToken ct) => CommitEntry.Parse(
        await repository.RunAsync([.. Plain, "-c", "--root", "--no-commit-id", "--no-renames", "--raw", "-z", "--no-abbrev", .. trees], ct: ct));

    /// <summary>The patch of one commit, or from one tree to another, for some files and without context; binary content is printed as text.</summary>
    /// <param name="trees">A commit, or two trees.</param>
    /// <param name="paths">The files.</param>
    /// <param name="ct">Stops it.</param>
    public Task<string> ReadPatchAsync(IReadOnlyList<string> trees, IReadOnlyList<string> paths, CancellationToken ct) => repository.RunAsync(
        [.. Plain, "-p", "-c", "-U0", "--text", "--root", "--no-commit-id", "--no-renames", "--src-prefix=a/", "--dst-prefix=b/", .. trees, "--", .. paths], ct: ct);

    /// <summary>The sizes of objects in bytes; one that is not there (a submodule's commit) is missing in the answer.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadSizesAsync(IEnumerable<string> objects, CancellationToken ct)
    {
        var wanted = objects.Distinct(StringComparer.Ordinal).ToList();
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        if (wanted.Count == 0)
        {
            return sizes;
        }

        var answer = await repository.RunAsync(["cat-file", "--batch-check=%(objectname) %(objectsize)"], string.Join('\n', wanted) + "\n", ct: ct);
        foreach (var parts in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')))
        {
            if (long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                sizes[parts[0]] = size;
            }
        }

        return sizes;
    }

    /// <summary>The text of a file in a commit; null when it is not there.</summary>
    public async Task<string?> ReadTextAsync(string commit, string path, CancellationToken ct)
    {
        var result = await repository.TryAsync(["cat-file", "blob", $"{commit}:{path}"], ct: ct);
        return result.Succeeded ? result.Output : null;
    }

    /// <summary>The files of a commit.</summary>
    public async Task<IReadOnlySet<string>> ReadFilesAsync(string commit, CancellationToken ct) =>
        (await repository.RunAsync(["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit], ct: ct))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
