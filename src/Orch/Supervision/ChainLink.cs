namespace Orch.Supervision;

/// <summary>How one CLI of a chain stands.</summary>
/// <param name="IsSpent">It failed in a way that is not tried again within the agent, or used up its time.</param>
/// <param name="CoolUntil">Its account takes no requests before; null when nothing is known against it.</param>
/// <param name="WaitUntil">The latest moment that is worth waiting for: its wall timeout ends then.</param>
internal sealed record ChainLink(bool IsSpent, DateTimeOffset? CoolUntil, DateTimeOffset WaitUntil);
