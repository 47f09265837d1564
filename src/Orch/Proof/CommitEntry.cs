namespace Orch.Proof;

/// <summary>One file that a commit changes; in a merge, one that differs from every parent.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsNew">No parent has it.</param>
/// <param name="Objects">The object ids before (one for each parent) and after.</param>
internal sealed record CommitEntry(string Path, bool IsNew, IReadOnlyList<string> Objects)
{
    /// <summary>Parses git diff-tree --raw -c -z: as many colons as parents, then modes, object ids and letters.</summary>
    public static IReadOnlyList<CommitEntry> Parse(string output)
    {
        var entries = new List<CommitEntry>();
        var fields = output.Split('\0');
        for (var at = 0; at + 1 < fields.Length && fields[at].StartsWith(':'); at += 2)
        {
            var parents = fields[at].AsSpan().IndexOfAnyExcept(':');
            var head = fields[at][parents..].Split(' ');
            entries.Add(new(fields[at + 1], head[^1].All(letter => letter == 'A'), head[(parents + 1)..^1]));
        }

        return entries;
    }
}
