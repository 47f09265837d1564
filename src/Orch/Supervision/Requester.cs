namespace Orch.Supervision;

/// <summary>The agent, or the person's own tool, that asked for an agent.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContextId">The context that it works in; null when it has none.</param>
internal sealed record Requester(string Name, string? ContextId);
