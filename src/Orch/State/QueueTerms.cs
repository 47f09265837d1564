namespace Orch.State;

/// <summary>On which terms an agent queues.</summary>
/// <param name="MaxAgents">How many agents may be at work when it starts, itself included.</param>
/// <param name="Held">What else it has to wait for; null for a free slot only.</param>
internal sealed record QueueTerms(int MaxAgents = 5, string? Held = null);
