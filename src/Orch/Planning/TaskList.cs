using System.Globalization;
using System.Text.RegularExpressions;

namespace Orch.Planning;

/// <summary>Takes a list of separate tasks apart. A list inside a text, of steps or of what one task has to bring, stays with its task.</summary>
internal static partial class TaskList
{
    /// <summary>The separate tasks; the whole text as one when it is not a list of them.</summary>
    /// <exception cref="OrchException">An item waits for one that is not there, or for itself (usage).</exception>
    public static IReadOnlyList<TaskListItem> Split(string text)
    {
        var lines = text.Split('\n');
        var first = Array.FindIndex(lines, line => Item().IsMatch(line));
        var preamble = first < 0 ? "" : string.Join('\n', lines[..first]).Trim();
        if (first < 0 || (preamble.Length > 0 && !Separate().IsMatch(preamble)))
        {
            return [new(text, [])];
        }

        var items = new List<string>();
        foreach (var line in lines[first..])
        {
            if (Item().Match(line) is { Success: true } match)
            {
                items.Add(match.Groups["text"].Value.Trim());
            }
            else if (line.Length == 0 || char.IsWhiteSpace(line[0]))
            {
                items[^1] = $"{items[^1]}\n{line.Trim()}".TrimEnd();
            }
            else
            {
                return [new(text, [])];
            }
        }

        var read = items.ConvertAll(Read);
        return read.Count < 2 || read.Exists(item => !item.Text.Any(char.IsLetterOrDigit)) ? [new(text, [])] : Checked(read);
    }

    private static TaskListItem Read(string item)
    {
        var match = After().Match(item);
        return match.Success
            ? new(item[..match.Index].TrimEnd(), [.. match.Groups["number"].Captures.Select(capture => int.Parse(capture.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)).Distinct()])
            : new(item, []);
    }

    private static List<TaskListItem> Checked(List<TaskListItem> items)
    {
        foreach (var item in items)
        {
            if (item.After.Any(after => after < 1 || after > items.Count))
            {
                throw OrchException.Usage($"an item of the list waits for task {item.After.First(after => after < 1 || after > items.Count)}, and there are {items.Count}: {item.Text.Split('\n')[0]}");
            }
        }

        return items;
    }

    [GeneratedRegex(@"^(\d{1,3}[.)]|[-*+•])[ \t]+(\[[ xX]\][ \t]+)?(?<text>\S.*)$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Item();

    [GeneratedRegex(@"\b(separate(ly)?|independent(ly)?|in\s+parallel|each\s+(of\s+(these|them|the\s+following)|on\s+its\s+own|as\s+its\s+own)|one\s+(agent|pr)\s+(each|per)|(following|these|several|different)\s+tasks?|tasks?\s*:?\s*\z)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Separate();

    [GeneratedRegex(@"\s*\(after:?\s+#?(?<number>\d{1,3})((\s*,\s*|\s+and\s+|\s*,\s*and\s+)#?(?<number>\d{1,3}))*\)\s*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex After();
}
