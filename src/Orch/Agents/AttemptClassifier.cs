using Orch.State;

namespace Orch.Agents;

/// <summary>
/// Tells how an attempt ended. The evidence, strongest first: what Orch did itself, the CLI's structured events, its own error text, standard
/// error, the exit code. What the model wrote is no evidence: an answer may well be about rate limits.
/// </summary>
internal static class AttemptClassifier
{
    public static AttemptVerdict Classify(AgentCli cli, AttemptFacts facts)
    {
        if (facts.CouldNotStart is { } reason)
        {
            return new(AttemptOutcome.NotInstalled, OneLine.Of(reason));
        }

        return facts.Action switch
        {
            OwnAction.Killed => new(AttemptOutcome.Killed, "killed"),
            OwnAction.Budget => new(AttemptOutcome.LimitReached, "the budget was used up") { IsOverBudget = true },
            OwnAction.EarlySign when (facts.Sign ?? facts.Report.Pending) is { } sign => FromRetry(sign, facts),
            OwnAction.WallTimeout => AfterTimeout(cli, facts, AttemptOutcome.Timeout, "the time for an attempt was over"),
            OwnAction.IdleTimeout => AfterTimeout(cli, facts, AttemptOutcome.IdleTimeout, "nothing was heard of the CLI for the idle timeout"),
            _ => AfterExit(cli, facts),
        };
    }

    // A CLI that had said how it ended was only slow to leave; one that was retrying failed for the reason of the retry.
    private static AttemptVerdict AfterTimeout(AgentCli cli, AttemptFacts facts, AttemptOutcome otherwise, string detail)
    {
        if (facts is { EndedInTime: true, Report: { HasEnded: true, EndedWell: true } })
        {
            return AfterSuccess(facts.Report);
        }

        if (facts is { EndedInTime: true, Report.HasEnded: true } && FromEvidence(cli, facts with { ExitCode = null }) is { } kind)
        {
            return Failed(kind, facts.Report.ErrorText ?? detail, cli, facts);
        }

        return facts.Report.Pending is { } retry ? FromRetry(retry, facts) : new(otherwise, detail);
    }

    private static AttemptVerdict AfterExit(AgentCli cli, AttemptFacts facts)
    {
        var report = facts.Report;
        if (report is { HasEnded: true, EndedWell: true })
        {
            return facts.ExitCode == 0
                ? AfterSuccess(report)
                : new(AttemptOutcome.Crash, $"said that it ended well, but exited with code {facts.ExitCode}");
        }

        var kind = FromEvidence(cli, facts) ?? AttemptOutcome.Crash;
        return Failed(kind, report.ErrorText is { Length: > 0 } text ? text : Complaint(facts), cli, facts);
    }

    private static AttemptVerdict AfterSuccess(StreamReport report) => report.Denied.Count == 0
        ? new(AttemptOutcome.Success, Detail: null)
        : new(AttemptOutcome.RefusedPermission, $"the CLI's permission rules refused {string.Join(", ", report.Denied)}");

    private static AttemptOutcome? FromEvidence(AgentCli cli, AttemptFacts facts)
    {
        var report = facts.Report;
        if (report.HasEnded && cli.FromEvents(report) is { } told)
        {
            return told;
        }

        return cli.FromText(report.ErrorText ?? "", facts.ExitCode)
            ?? cli.FromText(report.StderrTail, facts.ExitCode)
            ?? (facts.ExitCode is { } code ? cli.FromExitCode(code) ?? FromShellCode(code, report) : null);
    }

    // What a launcher or "env" answers for a program, or an interpreter of it, that is missing or cannot be executed.
    private static AttemptOutcome? FromShellCode(int exitCode, StreamReport report) =>
        exitCode is 126 or 127 && !report.HasSpoken ? AttemptOutcome.NotInstalled : null;

    private static AttemptVerdict FromRetry(AgentEvent.Retrying retry, AttemptFacts facts) =>
        new(retry.Kind, retry.Detail) { RetryAt = RetryAt(retry.Kind, retry.Detail, facts) };

    private static AttemptVerdict Failed(AttemptOutcome kind, string detail, AgentCli cli, AttemptFacts facts) => new(kind, OneLine.Of(detail))
    {
        RetryAt = RetryAt(kind, facts.Report.ErrorText ?? facts.Report.StderrTail, facts),
        SessionIsGone = cli.SaysSessionIsGone($"{facts.Report.ErrorText}\n{facts.Report.StderrTail}", facts.ExitCode),
    };

    private static DateTimeOffset? RetryAt(AttemptOutcome kind, string text, AttemptFacts facts) =>
        kind is AttemptOutcome.RateLimited or AttemptOutcome.Overloaded or AttemptOutcome.Billing
            ? (facts.Report.ResetAt is { } at && at > facts.EndedAt ? at : ResetTime.Find(text, facts.EndedAt))
            : null;

    private static string Complaint(AttemptFacts facts)
    {
        var lines = facts.Report.StderrTail.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var telling = lines.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? lines.LastOrDefault();
        return $"exited with code {facts.ExitCode} and did not say how it ended{(telling is null ? "" : $": {telling}")}";
    }
}
