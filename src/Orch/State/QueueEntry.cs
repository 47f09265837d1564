namespace Orch.State;

/// <summary>An agent as the queue sees it.</summary>
/// <param name="Name">The agent.</param>
/// <param name="IsQueued">It waits; else it is at work.</param>
/// <param name="MaxAgents">How many agents may be at work when it starts, itself included.</param>
/// <param name="Held">What it waits for besides a free slot; null for nothing.</param>
internal sealed record QueueEntry(string Name, bool IsQueued, int MaxAgents, string? Held);
