using Orch.Agents;

namespace Orch.Supervision;

/// <summary>Is told what an agent says and does, as it happens; renders it somewhere. Never throws.</summary>
internal interface IAgentObserver
{
    /// <summary>Something of an agent CLI's stream.</summary>
    /// <param name="attempt">The number of the attempt.</param>
    /// <param name="cli">The agent CLI.</param>
    /// <param name="one">What happened.</param>
    void OnAgentEvent(int attempt, string cli, AgentEvent one);

    /// <summary>What Orch itself is doing.</summary>
    /// <param name="text">One line.</param>
    void OnStep(string text);
}
