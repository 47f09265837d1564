namespace Orch;

/// <summary>What somebody may have meant who mistyped a word.</summary>
internal static class Suggestions
{
    private const int Most = 3;

    /// <summary>The candidates near to a word, nearest first, at most three.</summary>
    public static IReadOnlyList<string> Near(string word, IEnumerable<string> candidates) =>
    [
        .. candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(word, candidate)))
            .Where(pair => pair.Distance <= Math.Max(1, Math.Min(word.Length, pair.Candidate.Length) / 3)
                || (word.Length >= 2 && pair.Candidate.StartsWith(word, StringComparison.Ordinal)))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Take(Most)
            .Select(pair => pair.Candidate),
    ];

    /// <summary>The end of a message: empty, or what may have been meant.</summary>
    public static string Ask(string word, IEnumerable<string> candidates) =>
        Near(word, candidates) is { Count: > 0 } near ? $": did you mean {string.Join(" or ", near)}?" : "";

    /// <summary>Letters to insert, remove, replace or swap with their neighbour (optimal string alignment).</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var replaced = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }
}
