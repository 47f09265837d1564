using System.Text;
using Orch.State;

namespace Orch.Delivery;

/// <summary>The words of a pull request.</summary>
internal static class PullRequestText
{
    /// <summary>What fits GitHub's lists on one line.</summary>
    public const int LongestTitle = 70;

    public static string Title(string task)
    {
        var line = task.Split('\n').Select(one => one.Trim(' ', '\t', '\r', '#', '*', '-')).FirstOrDefault(one => one.Length > 0) ?? "Change";
        line = string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestTitle ? line : $"{line[..(LongestTitle - 1)].TrimEnd()}…";
    }

    /// <param name="agent">The agent, with its attempts.</param>
    /// <param name="task">What was asked, without context files; secrets redacted.</param>
    /// <param name="commit">The commit that was checked.</param>
    /// <param name="checks">The checks that were made before the delivery.</param>
    public static string Body(AgentRecord agent, string task, string commit, IReadOnlyList<CheckRecord> checks)
    {
        var body = new StringBuilder();
        body.Append(Quiet(task.Trim())).Append("\n\n### Checked by Orch\n\nCommit ").Append(commit).Append("\n\n| check | result | |\n|---|---|---|\n");
        foreach (var check in checks)
        {
            body.Append($"| {check.Name} | {SnakeCase.Of(check.Status)} | {Cell(check.Detail)} |\n");
        }

        var made = agent.Attempts.Count > 0 ? agent.Attempts[^1] : null;
        body.Append($"\nAgent `{agent.Name}`, {made?.Cli ?? agent.Cli}{(made?.Model is { } model ? $" ({Cell(model)})" : "")}, task `{agent.TaskId}`.\n");
        return body.ToString();
    }

    private static string Cell(string text) => Quiet(text).ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    // A zero-width space keeps a name from being notified by a text that nobody wrote to them.
    private static string Quiet(string text) => text.Replace("@", "@\u200b", StringComparison.Ordinal);
}
