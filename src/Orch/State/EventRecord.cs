using System.Text.Json;

namespace Orch.State;

/// <summary>One entry of the append-only log: the document <c>orch.event/1</c>.</summary>
public sealed record EventRecord
{
    /// <summary>Gets the name of the document's schema.</summary>
    public string Schema { get; init; } = "orch.event/1";

    /// <summary>Gets the rising number; no two events share one.</summary>
    public required long Seq { get; init; }

    /// <summary>Gets when it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the name of the agent that it is about; null when about none.</summary>
    public string? Agent { get; init; }

    /// <summary>Gets what happened, one of <see cref="EventKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets what belongs to that kind.</summary>
    public required JsonElement Data { get; init; }
}
