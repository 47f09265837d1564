using Orch.State;

namespace Orch.Cli.Watching;

/// <summary>All agents as they are: a snapshot once, then only what the events say has changed.</summary>
/// <param name="state">The record.</param>
/// <param name="time">The clock.</param>
/// <param name="takes">Which agents are shown.</param>
internal sealed class WatchBoard(OrchState state, TimeProvider time, Func<AgentRecord, bool> takes)
{
    // A supervisor that is gone writes no event.
    private static readonly TimeSpan LookAtProcesses = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, WatchRow> rows = new(StringComparer.Ordinal);
    private long? seen;
    private long looked;

    /// <summary>The agents in the order in which they are shown.</summary>
    public IReadOnlyList<WatchRow> Rows { get; private set; } = [];

    /// <summary>Takes in what has happened.</summary>
    /// <returns>What happened since the last time.</returns>
    public IReadOnlyList<EventRecord> Refresh()
    {
        if (seen is not { } from)
        {
            var (agents, seq) = state.Agents.Snapshot();
            seen = seq;
            looked = time.GetTimestamp();
            foreach (var agent in agents.Where(agent => takes(agent.Record)))
            {
                rows[agent.Record.Name] = WatchRow.Of(agent, state.Events.Latest(agent.Record.Name));
            }

            Sort();
            return [];
        }

        var events = new List<EventRecord>();
        while (state.Events.Read(from) is { Count: > 0 } more)
        {
            events.AddRange(more);
            from = more[^1].Seq;
        }

        seen = from;
        Take(events);
        LookForLost();
        return events;
    }

    private void Take(List<EventRecord> events)
    {
        foreach (var group in events.Where(one => one.Agent is not null).GroupBy(one => one.Agent!, StringComparer.Ordinal))
        {
            var known = rows.GetValueOrDefault(group.Key);
            if ((known is null || group.Any(one => one.Kind != EventKinds.Progress)) && state.Agents.Find(group.Key) is { } agent)
            {
                known = takes(agent.Record) ? WatchRow.Of(agent, latest: null) : null;
            }

            if (known is not null)
            {
                rows[group.Key] = known.With(group.Last());
            }
        }

        if (events.Count > 0)
        {
            Sort();
        }
    }

    private void LookForLost()
    {
        if (time.GetElapsedTime(looked) < LookAtProcesses)
        {
            return;
        }

        looked = time.GetTimestamp();
        var gone = rows.Values.Where(row => row.IsAtWork && row.Stored.Display().State != row.Agent.State).ToList();
        foreach (var row in gone)
        {
            rows[row.Name] = row with { Agent = row.Stored.Display() };
        }

        if (gone.Count > 0)
        {
            Sort();
        }
    }

    private void Sort() => Rows = [.. rows.Values.OrderBy(row => row.Place).ThenBy(row => row.Name, StringComparer.Ordinal)];
}
