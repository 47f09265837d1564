namespace Orch.Agents;

/// <summary>What a CLI's output has said so far: its own figures, and the evidence from which a failure is told. No word of the model but the final text.</summary>
internal sealed record StreamReport
{
    public string? SessionId { get; init; }

    public string? Model { get; init; }

    /// <summary>The CLI's own version, when its stream states it.</summary>
    public string? Version { get; init; }

    /// <summary>How many events were of a kind that Orch does not know.</summary>
    public int UnknownEvents { get; init; }

    /// <summary>The model's last answer; null unless the CLI said that it ended well.</summary>
    public string? FinalText { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public decimal? CostUsd { get; init; }

    /// <summary>The terminal event was seen, and no work after it.</summary>
    public bool HasEnded { get; init; }

    /// <summary>The terminal event was one of success.</summary>
    public bool EndedWell { get; init; }

    /// <summary>The vendor's own word for the error, from a field made for it.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The HTTP status of the failed request.</summary>
    public long? ErrorStatus { get; init; }

    /// <summary>The CLI's word for how the turn ended, from a field made for it.</summary>
    public string? EndReason { get; init; }

    /// <summary>The CLI's own text about the failure.</summary>
    public string? ErrorText { get; init; }

    /// <summary>When the vendor will accept requests again, as a field said.</summary>
    public DateTimeOffset? ResetAt { get; init; }

    /// <summary>The CLI's latest own retry, as long as no work followed it.</summary>
    public AgentEvent.Retrying? Pending { get; init; }

    /// <summary>Tools whose use the CLI's permission rules refused.</summary>
    public IReadOnlyList<string> Denied { get; init; } = [];

    /// <summary>The last 2 KiB of standard error, without stack traces.</summary>
    public string StderrTail { get; init; } = "";

    /// <summary>At least one event was understood.</summary>
    public bool HasSpoken { get; init; }
}
