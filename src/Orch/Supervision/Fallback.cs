using Orch.State;

namespace Orch.Supervision;

/// <summary>What follows on an attempt's outcome.</summary>
internal static class Fallback
{
    /// <param name="outcome">How the attempt ended.</param>
    /// <param name="hasStarted">Whether the CLI was launched at all: what keeps one from starting is no reason not to try another.</param>
    /// <param name="hasNext">Whether the chain has another CLI.</param>
    public static ChainStep After(AttemptOutcome outcome, bool hasStarted, bool hasNext) => outcome switch
    {
        AttemptOutcome.Success => ChainStep.Check,
        AttemptOutcome.RefusedPermission when hasStarted || !hasNext => ChainStep.AskPerson,
        AttemptOutcome.Killed => ChainStep.Cancel,
        _ => hasNext ? ChainStep.Next : ChainStep.GiveUp,
    };
}
