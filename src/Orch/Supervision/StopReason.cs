using Orch.Agents;

namespace Orch.Supervision;

/// <summary>Why an attempt was ended.</summary>
/// <param name="Action">What Orch did; <see cref="OwnAction.None"/> when the CLI ended by itself.</param>
/// <param name="Sign">The event behind an early sign.</param>
internal sealed record StopReason(OwnAction Action, AgentEvent.Retrying? Sign);
