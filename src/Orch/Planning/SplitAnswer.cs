using System.Text.Json;

namespace Orch.Planning;

/// <summary>The question by which an agent CLI is asked to split a task, and its answer, which is taken for nothing but a list of texts.</summary>
internal static class SplitAnswer
{
    /// <summary>The JSON schema of the answer.</summary>
    public const string Schema =
        """{"type":"object","properties":{"tasks":{"type":"array","items":{"type":"object","properties":{"title":{"type":"string"},"task":{"type":"string"},"after":{"type":"array","items":{"type":"integer"}}},"required":["title","task","after"],"additionalProperties":false}}},"required":["tasks"],"additionalProperties":false}""";

    private const int LongestTitle = 200;

    /// <summary>The question.</summary>
    /// <param name="task">The user's task.</param>
    /// <param name="most">The most parts.</param>
    public static string Question(string task, int most) =>
        $$"""
        Split the task below into at most {{most}} parts that different engineers could do, each in a checkout of its own and ending in a change that can be tested and merged by itself. Make no more parts than the task needs; one is fine. Use no tools, change no files, and do none of the work.

        Answer with JSON and nothing else, in this form:
        {"tasks": [{"title": "a line", "task": "all that has to be known to do it", "after": [1]}]}

        "after" holds the numbers, from 1, of the parts whose result this part builds on; an empty list for none.

        The task:

        {{task}}

        """;

    /// <summary>The parts that were answered.</summary>
    /// <param name="answer">The CLI's final message.</param>
    /// <param name="cli">Its name.</param>
    /// <param name="most">The most parts that are taken.</param>
    /// <exception cref="OrchException">It is no such list (failed).</exception>
    public static IReadOnlyList<TaskListItem> Read(string? answer, string cli, int most)
    {
        var items = new List<TaskListItem>();
        try
        {
            using var document = JsonDocument.Parse(Json(answer ?? ""));
            var tasks = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement : document.RootElement.GetProperty("tasks");
            items.AddRange(tasks.EnumerateArray().Select(ReadTask));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw OrchException.Failed($"{cli} did not answer with a list of tasks: try again, or write them down and give them with --plan FILE");
        }

        if (items.Count > most)
        {
            throw OrchException.Failed($"{cli} split the task into {items.Count} parts, and at most {most} are allowed: raise --max-agents, or write the tasks down and give them with --plan FILE");
        }

        if (items.Count == 0 || items.Exists(item => !item.Text.Any(char.IsLetterOrDigit) || item.Text.Contains('\0') || item.After.Any(after => after < 1 || after > items.Count)))
        {
            throw OrchException.Failed($"{cli} answered with {(items.Count == 0 ? "no task" : "a task that is empty or waits for one that is not there")}: try again, or write the tasks down and give them with --plan FILE");
        }

        return items;
    }

    private static TaskListItem ReadTask(JsonElement task)
    {
        var title = task.TryGetProperty("title", out var one) ? (one.GetString() ?? "").ReplaceLineEndings(" ").Trim() : "";
        var text = (task.GetProperty("task").GetString() ?? "").Trim();
        title = title.Length <= LongestTitle ? title : title[..LongestTitle];
        var after = task.TryGetProperty("after", out var before) && before.ValueKind != JsonValueKind.Null ? before.EnumerateArray().Select(number => number.GetInt32()).Distinct().ToList() : [];
        return new(title.Length == 0 || text.StartsWith(title, StringComparison.Ordinal) ? text : $"{title}\n\n{text}", after);
    }

    // Some models wrap what they were asked for in a sentence or a block of code.
    private static string Json(string answer)
    {
        var begin = answer.AsSpan().IndexOfAny('{', '[');
        var end = answer.AsSpan().LastIndexOfAny('}', ']');
        return begin < 0 || end < begin ? answer : answer[begin..(end + 1)];
    }
}
