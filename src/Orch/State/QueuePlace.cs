namespace Orch.State;

/// <summary>Where a queued agent waits.</summary>
/// <param name="Place">Its place among those that could start if there were room, from 1; null while it waits for something else.</param>
/// <param name="Reason">What it waits for, in one line.</param>
public sealed record QueuePlace(int? Place, string Reason);
