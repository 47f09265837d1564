namespace Orch.State;

/// <summary>One launch of one agent CLI inside an agent.</summary>
public sealed record AttemptRecord
{
    /// <summary>Gets the number of the attempt, from 1.</summary>
    public required int N { get; init; }

    /// <summary>Gets the agent CLI: claude, codex, gemini, cursor or a configured name.</summary>
    public required string Cli { get; init; }

    /// <summary>Gets the model that was asked for, or that the CLI said it uses; null when neither is known.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the outcome; null while the attempt is on.</summary>
    public AttemptOutcome? Outcome { get; init; }

    /// <summary>Gets the exit code as a shell reports it (128 + signal number for a killed process); null while on.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Gets the vendor's session id, with which the conversation can be resumed.</summary>
    public string? SessionId { get; init; }

    /// <summary>Gets the input tokens as the CLI reports them; null when it reports none.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Gets the output tokens as the CLI reports them; null when it reports none.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>Gets the cost in US dollars as the CLI states it; null when it states none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Gets when the CLI was launched.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when the CLI had ended and was reaped; null while on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets one line on what decided the outcome; null for a success.</summary>
    public string? Detail { get; init; }
}
