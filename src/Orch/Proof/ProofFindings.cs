using Orch.State;

namespace Orch.Proof;

/// <summary>What the checks on a commit found.</summary>
internal sealed record ProofFindings
{
    /// <summary>The commit.</summary>
    public required string HeadSha { get; init; }

    /// <summary>What the commits came to.</summary>
    public required CommittedOutcome Outcome { get; init; }

    /// <summary>committed, scope, tamper, secrets and validation, in this order.</summary>
    public required IReadOnlyList<CheckRecord> Checks { get; init; }

    /// <summary>What became of what was not committed.</summary>
    public required LeftoverOutcome Leftovers { get; init; }

    /// <summary>The files that the agent changed.</summary>
    public required IReadOnlyList<FileChange> Files { get; init; }

    /// <summary>All refs that changed.</summary>
    public required IReadOnlyList<WatchedRef> Refs { get; init; }

    /// <summary>How the validation went; null without one.</summary>
    public ValidationOutcome? Validation { get; init; }

    /// <summary>The end of the validation's output, or why it could not run, for the agent to mend; null when it did not fail.</summary>
    public string? FailedValidationOutput =>
        Checks.Any(check => check is { Name: CheckNames.Validation, Status: CheckStatus.Failed }) ? Validation!.Obstacle ?? Validation.Tail : null;
}
