namespace Orch.Proof;

/// <summary>Reads the lines that commits add, in pieces that fit into memory.</summary>
/// <param name="changes">Reads patches.</param>
internal sealed class AddedTextReader(ChangeReader changes)
{
    /// <summary>A file that is larger, before or after, is named and not read: 16 MiB.</summary>
    public const long LargestFile = 16 * 1024 * 1024;

    // Twice the largest file still fits into what is captured of git's output.
    private const long LargestPiece = 2 * LargestFile;
    private const int MostFiles = 200;

    /// <summary>The added lines of some files.</summary>
    /// <param name="trees">A commit, or two trees.</param>
    /// <param name="entries">What changes there.</param>
    /// <param name="tooLarge">Collects the files that were not read.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<AddedText>> ReadAsync(IReadOnlyList<string> trees, IReadOnlyList<CommitEntry> entries, ICollection<string> tooLarge, CancellationToken ct)
    {
        var sizes = await changes.ReadSizesAsync(entries.SelectMany(entry => entry.Objects), ct);
        var texts = new List<AddedText>();
        var piece = new List<string>();
        long bytes = 0;
        foreach (var entry in entries)
        {
            var own = entry.Objects.Select(one => sizes.GetValueOrDefault(one)).ToList();
            if (own.Any(size => size > LargestFile))
            {
                tooLarge.Add(entry.Path);
                continue;
            }

            if (piece.Count == MostFiles || bytes + own.Sum() > LargestPiece)
            {
                texts.AddRange(PatchReader.Parse(await changes.ReadPatchAsync(trees, piece, ct)));
                piece.Clear();
                bytes = 0;
            }

            piece.Add(entry.Path);
            bytes += own.Sum();
        }

        if (piece.Count > 0)
        {
            texts.AddRange(PatchReader.Parse(await changes.ReadPatchAsync(trees, piece, ct)));
        }

        return texts;
    }
}
