namespace Orch.State;

/// <summary>What follows from a state alone.</summary>
public static class AgentStates
{
    /// <summary>Says whether a state is an end: final, with no process behind it.</summary>
    /// <param name="state">The recorded state.</param>
    /// <returns>True for verified, unverified, answered, failed and cancelled.</returns>
    public static bool IsEnd(this AgentState state) => state is
        AgentState.Verified or AgentState.Unverified or AgentState.Answered or AgentState.Failed or AgentState.Cancelled;
}
