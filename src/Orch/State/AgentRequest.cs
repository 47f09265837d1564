namespace Orch.State;

/// <summary>Something that an agent at work asked its supervisor for.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Kind">One of <see cref="AgentRequestKinds"/>.</param>
/// <param name="Text">What is asked for.</param>
internal sealed record AgentRequest(long Id, string Agent, string Kind, string Text)
{
    /// <summary>What came of it, or one line on why nothing did; null while it is open.</summary>
    public string? Answer { get; init; }

    /// <summary>The kind of trouble; null while it is open and when it was done.</summary>
    public OrchErrorKind? Trouble { get; init; }
}
