using System.Globalization;

namespace Orch.Proof;

/// <summary>
/// Finds the added lines of a patch without context (git diff-tree -p -U0), of a merge too (-c): there a line is added when no parent has it.
/// </summary>
internal static class PatchReader
{
    public static IEnumerable<AddedText> Parse(string patch)
    {
        var path = "";
        var isHead = true;
        var parents = 1;
        var number = 0;
        var first = 0;
        var lines = new List<string>();
        foreach (var line in patch.Split('\n'))
        {
            var isAdded = !isHead && line.Length >= parents && line.AsSpan(0, parents).IndexOfAnyExcept('+') < 0;
            if (lines.Count > 0 && !isAdded)
            {
                yield return new(path, first, lines);
                lines = [];
            }

            if (isAdded)
            {
                first = lines.Count == 0 ? number : first;
                lines.Add(line[parents..].TrimEnd('\r'));
                number++;
            }
            else if (line.StartsWith("diff --", StringComparison.Ordinal))
            {
                isHead = true;
            }
            else if (isHead && line.StartsWith("+++ ", StringComparison.Ordinal))
            {
                path = Path(line[4..]);
            }
            else if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                isHead = false;
                parents = line.AsSpan().IndexOfAnyExcept('@') - 1;
                number = FirstLine(line);
            }
            else if (!isHead && line.Length >= parents && !line.AsSpan(0, parents).Contains('-') && line[0] != '\\')
            {
                number++;
            }
        }

        if (lines.Count > 0)
        {
            yield return new(path, first, lines);
        }
    }

    // "@@ -3 +4,2 @@" and, for a merge, "@@@ -1,2 -3 +4,2 @@@".
    private static int FirstLine(string line)
    {
        var from = line.IndexOf('+') + 1;
        var length = line.AsSpan(from).IndexOfAnyExceptInRange('0', '9');
        return int.Parse(length < 0 ? line[from..] : line.Substring(from, length), CultureInfo.InvariantCulture);
    }

    // "b/path", with a tab after a path that has spaces, or quoted as in C.
    private static string Path(string name)
    {
        var plain = name.StartsWith('"') ? QuotedPath.Unquote(name.TrimEnd('\t')) : name.TrimEnd('\t');
        return plain.StartsWith("b/", StringComparison.Ordinal) ? plain[2..] : plain;
    }
}
