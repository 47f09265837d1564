using System.Globalization;

namespace Orch.Proof;

/// <summary>Parses what git diff-tree prints with --raw and --numstat, ended by NUL.</summary>
internal static class RawDiff
{
    /// <summary>The changes of a --raw listing of two trees.</summary>
    public static IReadOnlyList<FileChange> Parse(string output)
    {
        var changes = new List<FileChange>();
        var fields = output.Split('\0');
        for (var at = 0; at < fields.Length && fields[at].StartsWith(':');)
        {
            // :oldmode newmode oldobject newobject status[score]
            var head = fields[at][1..].Split(' ');
            var isPair = head[4][0] is 'R' or 'C';
            changes.Add(new(head[4][0], fields[at + 1], fields[at + (isPair ? 2 : 1)], head[0], head[1], head[2], head[3]));
            at += isPair ? 3 : 2;
        }

        return changes;
    }

    /// <summary>The counts of a --numstat listing by the path after the change; null for binary content.</summary>
    public static IReadOnlyDictionary<string, (int? Added, int? Deleted)> ParseCounts(string output)
    {
        var counts = new Dictionary<string, (int?, int?)>(StringComparer.Ordinal);
        var fields = output.Split('\0');
        for (var at = 0; at < fields.Length && fields[at].Length > 0; at++)
        {
            var parts = fields[at].Split('\t', 3);
            var path = parts[2];
            if (path.Length == 0)
            {
                // A rename: the two paths follow as fields of their own.
                path = fields[at + 2];
                at += 2;
            }

            counts[path] = (Number(parts[0]), Number(parts[1]));
        }

        return counts;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
