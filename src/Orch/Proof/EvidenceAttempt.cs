using Orch.State;

namespace Orch.Proof;

/// <summary>One attempt in short.</summary>
/// <param name="N">Its number, from 1.</param>
/// <param name="Cli">The agent CLI.</param>
/// <param name="Model">Its model; null when it is not known.</param>
/// <param name="Outcome">Success or the kind of failure; null while it is on.</param>
/// <param name="CostUsd">Its cost in US dollars; null when the CLI states none.</param>
internal sealed record EvidenceAttempt(int N, string Cli, string? Model, AttemptOutcome? Outcome, decimal? CostUsd)
{
    public static EvidenceAttempt Of(AttemptRecord attempt) => new(attempt.N, attempt.Cli, attempt.Model, attempt.Outcome, attempt.CostUsd);
}
