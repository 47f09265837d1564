using Orch.State;

namespace Orch.Agents;

/// <summary>How an attempt is judged to have ended, before anybody looked at git.</summary>
/// <param name="Outcome">Success, or the kind of failure.</param>
/// <param name="Detail">One line on what decided; null for a success.</param>
internal sealed record AttemptVerdict(AttemptOutcome Outcome, string? Detail)
{
    /// <summary>From when on the vendor takes requests again, when that was stated.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Orch stopped it, because the budget of the run was used up.</summary>
    public bool IsOverBudget { get; init; }

    /// <summary>The session to resume does not exist any more: the same CLI can go on with a new one.</summary>
    public bool SessionIsGone { get; init; }
}
