namespace Orch;

/// <summary>Whether the work of an agent is delivered after its end; it is when neither reason is given.</summary>
internal sealed record LateDeliveryDecision
{
    /// <summary>Why it must not be.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why there is nothing to do.</summary>
    public string? Nothing { get; init; }

    /// <summary>It did not pass its checks; the user wanted to see it all the same.</summary>
    public bool IsDraft { get; init; }
}
