using System.Text;
using Orch.State;

namespace Orch.Supervision;

/// <summary>What the next CLI is told about the work of the one before it.</summary>
internal static class HandOff
{
    /// <param name="task">The goal.</param>
    /// <param name="attempts">The attempts so far.</param>
    /// <param name="diffStat">What has changed since the start, as git counts it; empty for nothing.</param>
    /// <param name="failedChecks">What the checks found, if they ran.</param>
    /// <param name="transcript">Where the last attempt's stream is.</param>
    public static string Text(
        string task, IReadOnlyList<AttemptRecord> attempts, string diffStat, IReadOnlyList<CheckRecord> failedChecks, string transcript)
    {
        var text = new StringBuilder();
        text.AppendLine("# Hand-off").AppendLine();
        text.AppendLine("## Goal").AppendLine().AppendLine(task.Trim()).AppendLine();
        text.AppendLine("## Attempts so far").AppendLine();
        foreach (var attempt in attempts)
        {
            var outcome = attempt.Outcome is { } known ? SnakeCase.Of(known) : "on";
            text.AppendLine($"- {attempt.N}: {attempt.Cli}, {outcome}{(attempt.Detail is { } detail ? $" ({detail})" : "")}");
        }

        text.AppendLine().AppendLine("## Done so far, kept in the workspace").AppendLine();
        text.AppendLine(diffStat.Trim().Length > 0 ? diffStat.TrimEnd() : "Nothing has changed yet.");
        if (failedChecks.Count > 0)
        {
            text.AppendLine().AppendLine("## Checks that failed").AppendLine();
            foreach (var check in failedChecks)
            {
                text.AppendLine($"- {check.Name}: {check.Detail}");
            }
        }

        text.AppendLine().AppendLine("## Transcript of the last attempt").AppendLine().AppendLine(transcript);
        return text.ToString();
    }
}
