using System.Text;
using Orch.State;

namespace Orch.Proof;

/// <summary>Writes the message of the commit that takes in what an agent left uncommitted.</summary>
internal static class LeftoverMessage
{
    private const int LongestSubject = 72;

    /// <summary>The task's first line, what this commit is, and trailers that say whose work it is (git-interpret-trailers(1)).</summary>
    public static string Of(Attribution attribution, Redactor redactor)
    {
        var message = new StringBuilder();
        message.Append(Subject(redactor.Redact(attribution.Task), attribution.Agent)).Append("\n\n");
        message.Append("Left uncommitted by ").Append(OneLine(attribution.Agent)).Append("; committed by Orch.\n\n");
        foreach (var (name, value) in new[]
        {
            ("Orch-Agent", attribution.Agent), ("Orch-CLI", attribution.Cli), ("Orch-Model", attribution.Model), ("Orch-Task", attribution.TaskId),
        })
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                message.Append(name).Append(": ").Append(OneLine(value)).Append('\n');
            }
        }

        return message.ToString();
    }

    private static string Subject(string task, string agent)
    {
        var first = task.Split('\n').Select(OneLine).FirstOrDefault(line => line.Length > 0) ?? $"Work of {OneLine(agent)}";
        if (first.Length <= LongestSubject)
        {
            return first;
        }

        var cut = first.LastIndexOf(' ', LongestSubject - 1);
        return first[..(cut > LongestSubject / 2 ? cut : Whole(first, LongestSubject - 1))].TrimEnd() + "…";
    }

    // Not through the middle of a surrogate pair.
    private static int Whole(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;

    private static string OneLine(string text) =>
        string.Join(' ', new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
