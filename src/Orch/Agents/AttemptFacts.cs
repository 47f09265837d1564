namespace Orch.Agents;

/// <summary>All that is known about an attempt that is over.</summary>
/// <param name="EndedAt">When it ended, in local time: CLIs state resets by the clock on the wall.</param>
/// <param name="Report">What its output said.</param>
internal sealed record AttemptFacts(DateTimeOffset EndedAt, StreamReport Report)
{
    public OwnAction Action { get; init; }

    /// <summary>What the output said of its end was there before Orch ended the program. Afterwards it is no evidence: a CLI that is told to go may well say that it is done.</summary>
    public bool EndedInTime { get; init; } = true;

    /// <summary>The event for which <see cref="OwnAction.EarlySign"/> was taken.</summary>
    public AgentEvent.Retrying? Sign { get; init; }

    /// <summary>The program could not be started: one line that says why.</summary>
    public string? CouldNotStart { get; init; }

    /// <summary>As a shell reports it; null when there was no process.</summary>
    public int? ExitCode { get; init; }
}
