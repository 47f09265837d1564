using Orch.Agents;
using Orch.State;

namespace Orch.Supervision;

/// <summary>How long an account is left alone after a failure.</summary>
internal static class CooldownRules
{
    private static readonly TimeSpan Unstated = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Billing = TimeSpan.FromHours(1);

    /// <summary>Whether a failure says something about the account, for all agents and for a while; another one is the CLI's with this task.</summary>
    public static bool Passes(AttemptOutcome outcome) => outcome is AttemptOutcome.RateLimited or AttemptOutcome.Overloaded or AttemptOutcome.Billing;

    /// <summary>From when on the account may be tried again; null when the failure says nothing about it.</summary>
    public static DateTimeOffset? Until(AttemptVerdict verdict, DateTimeOffset now) => verdict.Outcome switch
    {
        AttemptOutcome.Billing => Later(verdict.RetryAt, now + Billing),
        AttemptOutcome.RateLimited or AttemptOutcome.Overloaded => verdict.RetryAt ?? now + Unstated,
        _ => null,
    };

    private static DateTimeOffset Later(DateTimeOffset? stated, DateTimeOffset least) => stated > least ? stated.Value : least;
}
