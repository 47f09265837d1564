namespace Orch.State;

/// <summary>Agents and live sessions: the document <c>orch.list/1</c>.</summary>
/// <param name="Agents">The agents, oldest first.</param>
/// <param name="Sessions">The live sessions that run.</param>
public sealed record AgentListRecord(IReadOnlyList<AgentRecord> Agents, IReadOnlyList<LiveSessionRecord> Sessions)
{
    /// <summary>Gets the name of the document's schema.</summary>
    public string Schema { get; init; } = "orch.list/1";
}
