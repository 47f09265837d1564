namespace Orch.State;

/// <summary>The kinds of what an agent in <see cref="AgentState.NeedsHuman"/> waits for.</summary>
public static class NeedsKinds
{
    /// <summary>The agent asks for a decision.</summary>
    public const string Question = "question";

    /// <summary>The agent CLI's permission rules refused what the task needs.</summary>
    public const string Permission = "permission";

    /// <summary>The budget of the run is used up; an answer grants the same again.</summary>
    public const string Budget = "budget";

    /// <summary>An agent that it waits for did not end well.</summary>
    public const string Prerequisite = "prerequisite";
}
