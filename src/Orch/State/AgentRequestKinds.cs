namespace Orch.State;

/// <summary>What an agent asks for while it works.</summary>
internal static class AgentRequestKinds
{
    /// <summary>A decision by a person; asked at the end of the turn.</summary>
    public const string Question = "question";

    /// <summary>A sub-agent; started by the supervisor, which has the user's environment.</summary>
    public const string SubAgent = "sub_agent";
}
