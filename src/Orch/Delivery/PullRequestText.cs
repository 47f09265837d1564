using System.Text;
using System.Text.RegularExpressions;
using Orch.Agents;
using Orch.State;

namespace Orch.Delivery;

/// <summary>Words a pull request.</summary>
internal static partial class PullRequestText
{
    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 70;

    private const int LongestTask = 2000;
    private const int LongestDetail = 200;

    /// <summary>The task in one line, cut at a word.</summary>
    public static string Title(PullRequestContent content)
    {
        var line = content.Task.Split('\n').Select(text => OneLine.Of(Markers().Replace(text, ""), 1000)).FirstOrDefault(text => text.Length > 0)
            ?? $"Changes by {content.Agent}";
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

    /// <summary>What was asked, what was checked, and who did it, as GitHub's markdown.</summary>
    public static string Body(PullRequestContent content)
    {
        var body = new StringBuilder();
        body.Append("### What was asked\n\n");
        foreach (var line in GitHubMarkdown.Inert(Shortened(content.Task)).Split('\n'))
        {
            body.Append(line.Length > 0 ? $"> {line}\n" : ">\n");
        }

        if (content.Checks.Count > 0)
        {
            body.Append($"\n### What was checked\n\nOn commit {PushRules.Short(content.Commit)}:\n\n| check | verdict | |\n|---|---|---|\n");
            foreach (var check in content.Checks)
            {
                body.Append($"| {Cell(check.Name)} | {Verdict(check.Status)} | {Cell(check.Detail)} |\n");
            }
        }

        var model = content.Model is { Length: > 0 } name ? $" ({Cell(name)})" : "";
        body.Append($"\nMade by {Cell(content.Cli)}{model} as agent `{content.Agent}` of Orch, task `{content.TaskId}`.\n");
        return body.ToString();
    }

    private static string Verdict(CheckStatus status) => status switch
    {
        CheckStatus.Passed => "passed",
        CheckStatus.Failed => "**failed**",
        _ => "skipped",
    };

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
