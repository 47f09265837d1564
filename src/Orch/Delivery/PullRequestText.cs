using System.Text;
using System.Text.RegularExpressions;
using Orch.Agents;
using Orch.State;

namespace Orch.Delivery;

/// <summary>The words of a pull request: the task and the proof, never context files, prompts or transcripts.</summary>
internal static partial class PullRequestText
{
    /// <summary>What fits GitHub's lists on one line.</summary>
    public const int LongestTitle = 70;

    private const string Begin = "<!-- orch:checks -->";
    private const string Draft = "<!-- orch:draft -->";
    private const string End = "<!-- /orch:checks -->";
    private const int LongestTask = 2000;
    private const int LongestDetail = 200;

    /// <summary>The first line of the task that says something, cut at a word.</summary>
    public static string Title(string task)
    {
        var line = task.Split('\n').Select(text => OneLine.Of(Markers().Replace(text, ""), 1000)).FirstOrDefault(text => text.Length > 0) ?? "Change";
        if (line is [.., not '.', '.'])
        {
            line = line[..^1];
        }

        if (line.Length <= LongestTitle)
        {
            return line;
        }

        var cut = Cut(line, LongestTitle - 1);
        var space = cut.LastIndexOf(' ');
        return $"{(space > LongestTitle / 2 ? cut[..space] : cut).TrimEnd()}…";
    }

    /// <summary>What was asked, in GitHub's markdown.</summary>
    /// <param name="task">The task, without context files.</param>
    public static string Asked(string task)
    {
        var asked = new StringBuilder("### What was asked\n\n");
        foreach (var line in GitHubMarkdown.Inert(Shortened(task)).Split('\n'))
        {
            asked.Append(line.Length > 0 ? $"> {line}\n" : ">\n");
        }

        return asked.ToString();
    }

    /// <summary>What was checked and who did it, between marks by which it is found again.</summary>
    /// <param name="agent">The agent, with its attempts.</param>
    /// <param name="commit">The commit that was checked.</param>
    /// <param name="checks">The checks that were made before the delivery.</param>
    /// <param name="isDraft">Some of them failed.</param>
    public static string Evidence(AgentRecord agent, string commit, IReadOnlyList<CheckRecord> checks, bool isDraft)
    {
        var text = new StringBuilder($"{Begin}\n");
        if (isDraft)
        {
            text.Append($"{Draft}\n**Not verified:** {string.Join(", ", checks.Where(check => check.Status == CheckStatus.Failed).Select(check => Cell(check.Name)))} failed.\n\n");
        }

        if (checks.Count > 0)
        {
            text.Append($"### What was checked\n\nOn commit {commit}:\n\n| check | result | |\n|---|---|---|\n");
            foreach (var check in checks)
            {
                text.Append($"| {Cell(check.Name)} | {SnakeCase.Of(check.Status)} | {Cell(check.Detail)} |\n");
            }

            text.Append('\n');
        }

        var made = agent.Attempts is [.., var last] ? last : null;
        var model = made?.Model is { Length: > 0 } name ? $" ({Cell(name)})" : "";
        return text.Append($"Made by {Cell(made?.Cli ?? agent.Cli)}{model} as agent `{agent.Name}` of Orch, task `{agent.TaskId}`.\n{End}\n").ToString();
    }

    /// <summary>A text with its part on the checks replaced.</summary>
    /// <returns>Null when it has none: somebody else wrote it.</returns>
    public static string? WithEvidence(string body, string evidence)
    {
        body = body.ReplaceLineEndings("\n");
        var begin = body.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : body.IndexOf(End, begin, StringComparison.Ordinal);
        return end < 0 ? null : $"{body[..begin]}{evidence.TrimEnd()}{body[(end + End.Length)..]}";
    }

    /// <summary>Whether it was Orch that made the pull request a draft.</summary>
    public static bool IsOrchsDraft(string body) => body.Contains(Draft, StringComparison.Ordinal);

    private static string Cell(string text) =>
        GitHubMarkdown.Inert(OneLine.Of(text, LongestDetail)).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Shortened(string task)
    {
        var text = string.Concat(task.Trim().ReplaceLineEndings("\n").Where(one => !char.IsControl(one) || one is '\n' or '\t'));
        return text.Length <= LongestTask ? text : $"{Cut(text, LongestTask).TrimEnd()} …";
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    // What begins a heading, a quotation or an item of a list.
    [GeneratedRegex(@"^\s*((#+|>|[-*])\s+)*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Markers();
}
