using Orch.State;

namespace Orch.Proof;

/// <summary>What follows from the checks.</summary>
internal static class Verdict
{
    /// <summary>The end of an agent whose last attempt succeeded. A skipped check stands in nobody's way; any failed one does.</summary>
    /// <param name="outcome">What the commits looked like.</param>
    /// <param name="checks">All checks made.</param>
    public static AgentState Of(CommittedOutcome outcome, IReadOnlyList<CheckRecord> checks) =>
        checks.Any(check => check.Status == CheckStatus.Failed) || outcome == CommittedOutcome.Failed ? AgentState.Unverified
        : outcome == CommittedOutcome.NothingChanged ? AgentState.Answered
        : AgentState.Verified;

    /// <summary>
    /// Whether the commit may leave this machine: there is one, it holds no secret, and the agent kept to its own branch. A failed
    /// validation or a changed test stops nothing here, people can look at it on the branch.
    /// </summary>
    public static bool MayPush(CommittedOutcome outcome, IReadOnlyList<CheckRecord> checks) =>
        outcome == CommittedOutcome.Committed
        && !checks.Any(check => check.Status == CheckStatus.Failed && check.Name is CheckNames.Committed or CheckNames.Scope or CheckNames.Secrets);

    /// <summary>One line that names the failed checks; null when none failed.</summary>
    public static string? Reason(IReadOnlyList<CheckRecord> checks)
    {
        var failed = checks.Where(check => check.Status == CheckStatus.Failed).Select(check => $"{check.Name}: {check.Detail}").ToList();
        return failed.Count == 0 ? null : string.Join("; ", failed);
    }
}
