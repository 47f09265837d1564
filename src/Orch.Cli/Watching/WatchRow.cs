using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Watching;

/// <summary>An agent on the board.</summary>
/// <param name="Stored">As the database has it.</param>
/// <param name="Agent">As it is shown: a state that is believed.</param>
/// <param name="Latest">Its last event, in words.</param>
/// <param name="LatestAt">When that was.</param>
internal sealed record WatchRow(StoredAgent Stored, AgentRecord Agent, string Latest, DateTimeOffset? LatestAt)
{
    public string Name => Agent.Name;

    /// <summary>Those that need a person come first, then those at work, then the others, the latest first.</summary>
    public (int Group, long Order) Place => Agent.State switch
    {
        AgentState.NeedsHuman or AgentState.Lost => (0, Agent.StateAt.UtcTicks),
        var state when state.IsEnd() => (2, -(Agent.EndedAt ?? Agent.StateAt).UtcTicks),
        _ => (1, Agent.CreatedAt.UtcTicks),
    };

    public bool IsAtWork => Place.Group == 1;

    public static WatchRow Of(StoredAgent stored, EventRecord? latest) =>
        new(stored, stored.Display(), latest is null ? "" : Words(latest), latest?.At);

    public WatchRow With(EventRecord latest) => this with { Latest = Words(latest), LatestAt = latest.At };

    private static string Words(EventRecord one) => one.Kind == EventKinds.State ? one.Text("reason") : EventText.Line(one);
}
