using System.Runtime.CompilerServices;
using Orch.State;

namespace Orch.Supervision;

/// <summary>Follows agents from the record: it may come and go at any moment without touching them.</summary>
internal sealed class AgentFollower(OrchState state, TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>The events of some agents from the beginning, then as they come, until each has ended, needs a human or is lost.</summary>
    public async IAsyncEnumerable<EventRecord> FollowAsync(IReadOnlySet<string> names, [EnumeratorCancellation] CancellationToken ct)
    {
        // What was before their first events is about others, and may be much.
        var seen = names.Select(name => state.Events.First(name)).DefaultIfEmpty(1).Min() - 1;
        while (true)
        {
            // Looked at before the events are read: what an agent wrote before it stopped is then among them.
            var over = names.All(name => HasStopped(state.Agents.Get(name).Display().State));
            IReadOnlyList<EventRecord> events;
            do
            {
                events = state.Events.Read(seen);
                foreach (var one in events)
                {
                    seen = one.Seq;
                    if (one.Agent is { } agent && names.Contains(agent))
                    {
                        yield return one;
                    }
                }
            }
            while (events.Count > 0);

            if (over)
            {
                yield break;
            }

            await Task.Delay(Step, time, ct);
        }
    }

    /// <summary>Whether nothing more comes from an agent by itself.</summary>
    public static bool HasStopped(AgentState state) => state.IsEnd() || state is AgentState.NeedsHuman or AgentState.Lost;
}
