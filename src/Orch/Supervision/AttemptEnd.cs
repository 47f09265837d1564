using Orch.State;

namespace Orch.Supervision;

/// <summary>How an attempt ended, as it is kept beside its logs until the record has it.</summary>
/// <param name="Outcome">Success, or the kind of failure.</param>
/// <param name="ExitCode">As a shell reports it; null when it is not known.</param>
/// <param name="Detail">One line on what decided; null for a success.</param>
/// <param name="SessionId">The vendor's session.</param>
/// <param name="Model">The model that the CLI named.</param>
/// <param name="InputTokens">As the CLI reports them.</param>
/// <param name="OutputTokens">As the CLI reports them.</param>
/// <param name="CostUsd">As the CLI states it.</param>
/// <param name="FinalText">The model's last answer.</param>
/// <param name="EndedAt">When.</param>
internal sealed record AttemptEnd(
    AttemptOutcome Outcome,
    int? ExitCode,
    string? Detail,
    string? SessionId,
    string? Model,
    long? InputTokens,
    long? OutputTokens,
    decimal? CostUsd,
    string? FinalText,
    DateTimeOffset EndedAt);
