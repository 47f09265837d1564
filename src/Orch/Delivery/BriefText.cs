using System.Text.RegularExpressions;
using Orch.Agents;

namespace Orch.Delivery;

/// <summary>Words a brief: every text says whose it is, and is cut to what is worth its tokens.</summary>
internal static partial class BriefText
{
    private const int LongestText = 8 * 1024;
    private const int LongestRemark = 3 * 1024;
    private const int LongestLog = 6 * 1024;
    private const int AllThreads = 48 * 1024;

    /// <summary>The parts, as far as they are known without the logs.</summary>
    public static IEnumerable<BriefPart> Parts(int number, BriefFacts facts)
    {
        yield return new($"pull request {number}, title and text by {Who(facts.Description)}", $"{OneLine.Of(facts.Title)}\n\n{Cut(facts.Description.Text, LongestText)}");
        foreach (var review in facts.Reviews)
        {
            yield return new($"pull request {number}, review by {Who(review)}, who asks for changes", Cut(review.Text, LongestText));
        }

        var length = 0;
        foreach (var (thread, index) in facts.Threads.Select((thread, index) => (thread, index)))
        {
            var text = string.Join("\n\n", thread.Remarks.Select(remark => $"{Who(remark)} wrote:\n{Quoted(Cut(remark.Text, LongestRemark))}"));
            length += text.Length;
            if (length > AllThreads)
            {
                yield return new($"pull request {number}, further threads", $"{facts.Threads.Count - index} more unresolved review threads are left out here.");
                yield break;
            }

            var place = $"{OneLine.Of(thread.Path)}{(thread.Line is { } line ? $" line {line}" : "")}{(thread.IsOutdated ? ", outdated" : "")}";
            yield return new($"pull request {number}, unresolved review thread {index + 1} of {facts.Threads.Count} on {place}", text);
        }
    }

    /// <summary>The part for a failed check.</summary>
    /// <param name="number">The pull request.</param>
    /// <param name="failure">The check.</param>
    /// <param name="log">Its log; null when there is none.</param>
    /// <param name="trouble">Why not; null when there is no log to be had.</param>
    public static BriefPart Failure(int number, BriefFailure failure, string? log, string? trouble)
    {
        var page = failure.Page is { } url ? $"\n{OneLine.Of(url)}" : "";
        return new(
            $"pull request {number}, failing check {OneLine.Of(failure.Name)} ({OneLine.Of(failure.Result).ToLowerInvariant()}){(log is null ? "" : ", end of its log")}",
            log is not null ? Tail(log) : $"There is no log here{(trouble is null ? "" : $": {trouble}")}.{page}");
    }

    // A remark could hold a line that looks like the beginning of somebody else's.
    private static string Quoted(string text) => string.Join('\n', text.Split('\n').Select(line => $"  | {line}"));

    private static string Who(BriefRemark remark) =>
        $"{OneLine.Of(remark.Author ?? "somebody whose account is gone", 60)}{(remark.Role is { Length: > 0 } role ? $" ({OneLine.Of(role, 30).ToLowerInvariant().Replace('_', ' ')})" : "")}";

    private static string Cut(string text, int length)
    {
        text = Plain(text).Trim();
        return text.Length <= length ? text : $"{text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd()}\n[cut, {text.Length - length} more characters]";
    }

    private static string Tail(string log)
    {
        var text = Stamp().Replace(Plain(log), "").TrimEnd();
        if (text.Length <= LongestLog)
        {
            return text;
        }

        var from = text.IndexOf('\n', text.Length - LongestLog);
        return from < 0 ? text[^LongestLog..] : text[(from + 1)..];
    }

    private static string Plain(string text) =>
        string.Concat(Escape().Replace(text, "").ReplaceLineEndings("\n").Where(one => !char.IsControl(one) || one is '\n' or '\t'));

    [GeneratedRegex(@"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    // GitHub puts the time before every line.
    [GeneratedRegex(@"^\uFEFF?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();
}
