using Orch.Agents;
using Orch.Processes;
using Orch.State;
using Orch.Supervision;

namespace Orch.Recovery;

/// <summary>How an attempt ended that nobody saw end, told from what it left.</summary>
internal static class InterruptedAttempt
{
    /// <summary>The record of the attempt with its outcome.</summary>
    /// <param name="attempt">The attempt, without an outcome.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="cli">Its CLI; null when it is not known any more.</param>
    /// <param name="earlier">The attempts before it.</param>
    /// <param name="now">The present.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<AttemptRecord> CloseAsync(
        AttemptRecord attempt, string folder, AgentCli? cli, IReadOnlyList<AttemptRecord> earlier, DateTimeOffset now, CancellationToken ct)
    {
        if (ExitRecord.Read(folder) is { } end)
        {
            var counted = cli is { CountsWholeSession: true } ? end.SessionId : null;
            return attempt with
            {
                Model = attempt.Model ?? end.Model,
                Outcome = end.Outcome,
                ExitCode = end.ExitCode,
                SessionId = end.SessionId,
                InputTokens = AttemptTokens.Own(end.InputTokens, counted, earlier, one => one.InputTokens),
                OutputTokens = AttemptTokens.Own(end.OutputTokens, counted, earlier, one => one.OutputTokens),
                CostUsd = end.CostUsd,
                EndedAt = end.EndedAt,
                Detail = end.Detail,
            };
        }

        var (report, hasWorked) = cli is null ? (new(), false) : await ReadAsync(folder, cli, ct);
        return report is { HasEnded: true, EndedWell: true, Denied.Count: 0 }
            ? attempt with
            {
                Model = attempt.Model ?? report.Model,
                Outcome = AttemptOutcome.Success,
                SessionId = report.SessionId,
                InputTokens = AttemptTokens.Own(report.InputTokens, cli!.CountsWholeSession ? report.SessionId : null, earlier, one => one.InputTokens),
                OutputTokens = AttemptTokens.Own(report.OutputTokens, cli.CountsWholeSession ? report.SessionId : null, earlier, one => one.OutputTokens),
                CostUsd = report.CostUsd,
                EndedAt = now,
            }
            : attempt with
            {
                Model = attempt.Model ?? report.Model,
                Outcome = AttemptOutcome.Killed,

                // A session in which the model has not begun may not know what it was asked.
                SessionId = hasWorked ? report.SessionId ?? attempt.SessionId : null,
                EndedAt = now,
                Detail = "it was cut off: its supervisor was killed",
            };
    }

    /// <summary>The model's last answer in a finished attempt; null when it is not known any more.</summary>
    public static async Task<string?> AnswerAsync(string folder, AgentCli? cli, CancellationToken ct) =>
        ExitRecord.Read(folder)?.FinalText ?? (cli is null ? null : (await ReadAsync(folder, cli, ct)).Report.FinalText);

    private static async Task<(StreamReport Report, bool HasWorked)> ReadAsync(string folder, AgentCli cli, CancellationToken ct)
    {
        var reader = cli.CreateReader();
        var hasWorked = false;
        var path = Path.Combine(folder, "stream.jsonl");
        if (File.Exists(path))
        {
            await using var stream = File.OpenRead(path);
            await foreach (var line in LineReader.ReadAsync(stream, ct: ct))
            {
                hasWorked |= reader.Read(line.Text).Any(one => one is AgentEvent.ToolCalled or AgentEvent.Said);
            }
        }

        return (reader.Report, hasWorked);
    }
}
