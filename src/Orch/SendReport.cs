using Orch.State;

namespace Orch;

/// <summary>What became of something that was said to an agent or a session.</summary>
/// <param name="Name">Who has it: the agent, or the one that follows it.</param>
/// <param name="State">queued, delivered or failed, as it was seen.</param>
/// <param name="Detail">One line on why, or on what happens next; null for nothing.</param>
/// <param name="Turn">Its number with the agent; null for a session.</param>
internal sealed record SendReport(string Name, TurnState State, string? Detail, long? Turn);
