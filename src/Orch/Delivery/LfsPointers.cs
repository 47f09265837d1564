using System.Globalization;
using System.Text.RegularExpressions;
using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>Looks for files that git-lfs keeps elsewhere: a push brings their pointers only.</summary>
internal static partial class LfsPointers
{
    // https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: the first line, and fewer than 1024 bytes.
    private const string FirstLine = "version https://git-lfs.github.com/spec/";
    private const int Smallest = 100;
    private const int Largest = 1024;

    /// <summary>The pointers among what the remote does not have.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="commit">What is pushed.</param>
    /// <param name="remoteTips">What the remote has, known here or not.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<IReadOnlyList<LfsPointer>> FindAsync(Git git, string commit, IEnumerable<string> remoteTips, CancellationToken ct)
    {
        var range = string.Concat(remoteTips.Select(tip => $"^{tip}\n"));
        var listed = await git.RunAsync(
            ["rev-list", "--objects", "--ignore-missing", "--missing=allow-any", "--filter=object:type=blob", "--filter-provided-objects", "--stdin"],
            $"{commit}\n{range}", ct: ct);
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parts in listed.Split('\n').Select(line => line.Split(' ', 2)))
        {
            if (parts is [var sha, { Length: > 0 } path])
            {
                paths[sha] = path;
            }
        }

        if (paths.Count == 0)
        {
            return [];
        }

        var sizes = await git.RunAsync(["cat-file", "--batch-check=%(objectname) %(objectsize)"], Lines(paths.Keys), ct: ct);
        var small = sizes.Split('\n')
            .Select(line => line.Split(' '))
            .Where(parts => parts is [_, var size] && int.TryParse(size, CultureInfo.InvariantCulture, out var bytes) && bytes is >= Smallest and < Largest)
            .Select(parts => parts[0])
            .ToList();
        if (small.Count == 0)
        {
            return [];
        }

        var content = await git.RunAsync(["cat-file", "--batch=%(objectname)"], Lines(small), ct: ct);
        var candidates = Pointer().Matches(content)
            .Where(match => paths.ContainsKey(match.Groups["sha"].Value))
            .Select(match => new LfsPointer(paths[match.Groups["sha"].Value], match.Groups["oid"].Value))
            .ToList();
        return candidates.Count == 0 ? [] : await FilteredAsync(git, commit, candidates, ct);
    }

    // Text that only looks like a pointer (a test's data) is pushed as it is.
    private static async Task<IReadOnlyList<LfsPointer>> FilteredAsync(Git git, string commit, List<LfsPointer> candidates, CancellationToken ct)
    {
        await git.RunAsync(["read-tree", commit], ct: ct);
        var attributes = await git.RunAsync(["check-attr", "--cached", "--stdin", "-z", "filter"], string.Concat(candidates.Select(one => one.Path + "\0")), ct: ct);
        var kept = attributes.Split('\0').Chunk(3).Where(one => one is [_, "filter", "lfs"]).Select(one => one[0]).ToHashSet(StringComparer.Ordinal);
        return [.. candidates.Where(one => kept.Contains(one.Path))];
    }

    private static string Lines(IEnumerable<string> names) => string.Concat(names.Select(name => name + "\n"));

    [GeneratedRegex(@"^(?<sha>[0-9a-f]{40,64})\n" + FirstLine + @"[^\n]*\n(ext-[^\n]*\n)*oid sha256:(?<oid>[0-9a-f]{64})\nsize [0-9]+$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pointer();
}
