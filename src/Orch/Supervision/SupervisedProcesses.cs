using Orch.Processes;

namespace Orch.Supervision;

/// <summary>The processes of an agent, known by the marker in their environment.</summary>
internal static class SupervisedProcesses
{
    /// <summary>The variable that marks them; its value is the agent's id, which no other agent of any state directory shares.</summary>
    public const string Marker = Leftovers.AgentMarker;

    /// <summary>How long they may take to end by themselves after SIGTERM.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public static Leftovers Of(string agentId, TimeProvider time) => new(Marker, agentId, time);
}
