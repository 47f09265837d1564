using System.Text.RegularExpressions;

namespace Orch.Planning;

/// <summary>Reads a plan in markdown: one task for each heading below the title, or for each item of its list.</summary>
internal static partial class PlanFile
{
    /// <summary>The longest plan: 1 MiB.</summary>
    public const int Longest = 1 << 20;

    /// <summary>Reads the tasks of a plan.</summary>
    /// <param name="markdown">The file's text.</param>
    /// <param name="from">The file's name, for people.</param>
    /// <exception cref="OrchException">It holds no tasks, or one waits for a task that is not there (usage).</exception>
    public static WrittenPlan Read(string markdown, string from)
    {
        if (markdown.Length > Longest || markdown.Contains('\0'))
        {
            throw OrchException.Usage(markdown.Length > Longest ? $"the plan {from} is longer than 1 MiB: split it" : $"the plan {from} holds a NUL character: give markdown text");
        }

        var lines = Unindented(markdown.ReplaceLineEndings("\n").Split('\n'));
        var tasks = Sections(lines) ?? Items(lines);
        if (tasks is not { Tasks.Count: > 0 } found)
        {
            throw OrchException.Usage($"the plan {from} holds no tasks: write each as a heading (## Add the endpoint) or as an item of a list (1. Add the endpoint)");
        }

        if (found.Tasks.FirstOrDefault(task => !task.Title.Any(char.IsLetterOrDigit)) is not null)
        {
            throw OrchException.Usage($"the plan {from} has a task without words: say what is to be done, or take it out");
        }

        return new(PlanReferences.Resolve(found.Tasks, from), found.Preamble, from);
    }

    /// <summary>A task for each heading of the highest level below the title; null when the headings only order the text.</summary>
    private static (IReadOnlyList<WrittenTask> Tasks, string Preamble)? Sections(IReadOnlyList<PlanLine> lines)
    {
        var headings = lines.Where(line => line.Level > 0).ToList();
        var level = headings.Count(line => line.Level == 1) > 1 ? 1 : headings.Where(line => line.Level > 1).Select(line => line.Level).DefaultIfEmpty(0).Min();
        if (level == 0)
        {
            return null;
        }

        var starts = Enumerable.Range(0, lines.Count).Where(at => lines[at].Level == level).ToList();
        var listing = starts.Where(start => ListTitle().IsMatch(lines[start].Content)).ToList();
        if (listing is [var list])
        {
            var end = starts.FirstOrDefault(start => start > list, lines.Count);
            return Items([.. lines.Take(end).Skip(list + 1)]) is { } items ? (items.Tasks, Text(lines.Take(list).Where(line => line.Level != 1))) : null;
        }

        var tasks = starts.Select((start, n) => WrittenTask.Read(
            n + 1, lines[start].Content, lines.Take(starts.ElementAtOrDefault(n + 1) is var next and > 0 ? next : lines.Count).Skip(start + 1).Select(line => line.Raw))).ToList();
        return (tasks, Text(lines.Take(starts[0]).Where(line => line.Level != 1)));
    }

    /// <summary>A task for each item of the outermost list; null when there is none.</summary>
    private static (IReadOnlyList<WrittenTask> Tasks, string Preamble)? Items(IReadOnlyList<PlanLine> lines)
    {
        var starts = Enumerable.Range(0, lines.Count).Where(at => lines[at].IsItem).ToList();
        if (starts.Count == 0)
        {
            return null;
        }

        var tasks = new List<WrittenTask>();
        foreach (var (n, start) in starts.Index())
        {
            var end = n + 1 < starts.Count ? starts[n + 1] : lines.Count;
            var below = lines.Take(end).Skip(start + 1).TakeWhile(line => line.Raw.Length == 0 || char.IsWhiteSpace(line.Raw[0]) || line.IsCode).Select(line => line.Raw.Trim());
            tasks.Add(WrittenTask.Read(n + 1, lines[start].Content, below));
        }

        return (tasks, Text(lines.Take(starts[0]).Where(line => line.Level == 0)));
    }

    private static List<PlanLine> Unindented(string[] lines)
    {
        var read = new List<PlanLine>();
        var isCode = false;
        foreach (var line in lines)
        {
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal) || line.TrimStart().StartsWith("~~~", StringComparison.Ordinal);
            read.Add(isCode || isFence ? new(line, 0, false, line) { IsCode = true } : PlanLine.Of(line));
            isCode ^= isFence;
        }

        return read;
    }

    private static string Text(IEnumerable<PlanLine> lines) => string.Join('\n', lines.Select(line => line.Raw)).Trim();

    [GeneratedRegex(@"^\s*(the\s+)?(tasks?|to-?\s?dos?|steps|plan|work\s+items|agents)\s*:?\s*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex ListTitle();
}
