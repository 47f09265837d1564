namespace Orch.State;

/// <summary>What an agent in <see cref="AgentState.NeedsHuman"/> waits for.</summary>
/// <param name="Kind">question, permission, budget or prerequisite.</param>
/// <param name="Text">What is asked, for a person to read.</param>
/// <param name="Since">When the agent stopped for it.</param>
/// <param name="Attempt">The number of the attempt that stopped.</param>
public sealed record Needs(string Kind, string Text, DateTimeOffset Since, int Attempt);
