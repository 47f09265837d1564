using System.Globalization;
using System.Text.RegularExpressions;

namespace Orch.Planning;

/// <summary>Finds the tasks that the tasks of a plan wait for: by number, by name or by title.</summary>
internal static partial class PlanReferences
{
    /// <exception cref="OrchException">A name that is none or is there twice, or a task to wait for that is not there (usage).</exception>
    public static IReadOnlyList<TaskListItem> Resolve(IReadOnlyList<WrittenTask> tasks, string from)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in tasks.Select(task => task.Settings.GetValueOrDefault("name")).OfType<string>())
        {
            if (!NameMaker.IsName(name) || !names.Add(name))
            {
                throw OrchException.Usage($"the plan {from} names a task '{name}'{(NameMaker.IsName(name) ? " twice: names are unique" : ": names are small letters, digits and hyphens, at most 48, beginning with a letter or digit")}");
            }
        }

        return [.. tasks.Select(task => new TaskListItem(task.Text, [.. After(task, tasks, from).Distinct()])
        {
            Name = task.Settings.GetValueOrDefault("name"),
            AgentCli = task.Settings.GetValueOrDefault("agent-cli"),
            Model = task.Settings.GetValueOrDefault("model"),
        })];
    }

    private static IEnumerable<int> After(WrittenTask task, IReadOnlyList<WrittenTask> tasks, string from)
    {
        var after = task.Settings.GetValueOrDefault("after");
        if (after is null || after.Trim() is "-" || after.Trim().Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            yield break;
        }

        // A title may hold a comma or an "and".
        if (Place(after, tasks) is { } whole)
        {
            yield return whole;
            yield break;
        }

        foreach (var reference in Between().Split(after).Where(one => one.Trim().Length > 0))
        {
            yield return Place(reference, tasks)
                ?? throw OrchException.Usage($"the plan {from}: '{task.Title}' waits for '{reference.Trim()}', which is none of its tasks: give a number from 1 to {tasks.Count}, a name or a title");
        }
    }

    private static int? Place(string reference, IReadOnlyList<WrittenTask> tasks)
    {
        var word = reference.Trim(' ', '\t', '`', '"', '\'', '*', '#', '.', '[', ']').Trim();
        if (Number().Match(word) is { Success: true } match)
        {
            var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            return Find(task => task.Number == number) ?? (number >= 1 && number <= tasks.Count ? number : null);
        }

        return Find(task => task.Settings.GetValueOrDefault("name") == word)
            ?? Find(task => task.Title.Equals(word, StringComparison.OrdinalIgnoreCase))
            ?? Find(task => NameMaker.FromTask(task.Title) == word || NameMaker.FromTask(task.Title) == NameMaker.FromTask(word));

        int? Find(Func<WrittenTask, bool> isMeant) => tasks.Index().Where(one => isMeant(one.Item)).Select(one => (int?)(one.Index + 1)).FirstOrDefault();
    }

    [GeneratedRegex(@"\s*[,;]\s*(and\s+)?|\s+and\s+|\s+&\s+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Between();

    [GeneratedRegex(@"^((task|step|item)\s*)?#?(?<number>\d{1,3})$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Number();
}
