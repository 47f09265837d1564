using Orch.State;
using Orch.Supervision;

namespace Orch;

/// <summary>An agent in the hands of a program. Holds nothing open: the agent belongs to its supervisor, and a handle may be dropped at any moment.</summary>
public sealed class AgentHandle
{
    private readonly Surroundings surroundings;

    internal AgentHandle(Surroundings surroundings, string name)
    {
        this.surroundings = surroundings;
        Name = name;
    }

    /// <summary>Gets the agent's unique name.</summary>
    public string Name { get; }

    /// <summary>Gets the agent's events from its first one on, then as they come; ends when the agent has ended, needs a human or is lost.</summary>
    public IAsyncEnumerable<EventRecord> Events => EventsAsync();

    /// <summary>Looks at the agent.</summary>
    /// <returns>Its record as of now; the state is <see cref="AgentState.Lost"/> when its supervisor is gone without a recorded end.</returns>
    public AgentRecord Get()
    {
        using var state = OrchState.Open(surroundings.State, surroundings.Time);
        return state.Queue.Show(state.Agents.Get(Name));
    }

    /// <summary>Waits until the agent has ended, needs a human or is lost.</summary>
    /// <param name="ct">Stops the waiting, not the agent.</param>
    /// <returns>Its record as it then stands.</returns>
    public async Task<AgentRecord> WaitAsync(CancellationToken ct = default)
    {
        await foreach (var _ in EventsAsync(ct))
        {
        }

        return Get();
    }

    /// <summary>Says something to the agent: to one at work as its next turn, to one that needs a human as the answer, to an ended one as a follow-up.</summary>
    /// <param name="text">What, at most 1 MiB.</param>
    /// <param name="ct">Stops the looking before it is said.</param>
    /// <returns>Who has it now: this agent, or the one that follows it.</returns>
    /// <exception cref="OrchException">The text cannot be said (usage), another agent follows this one already (conflict), or the follow-up could not be started (failed).</exception>
    public async Task<AgentHandle> SendAsync(string text, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var state = OrchState.Open(surroundings.State, surroundings.Time);
        var report = await new AgentMessenger(surroundings, state).SendAsync(Name, text, ct);
        return report.State == TurnState.Failed
            ? throw OrchException.Failed($"{report.Name} did not get what was said: {report.Detail}")
            : report.Name == Name ? this : new(surroundings, report.Name);
    }

    /// <summary>Stops the agent safely: its processes end, its work is kept.</summary>
    /// <param name="ct">Stops the waiting for its end.</param>
    /// <returns>Its record as it then stands; one that had ended already is unchanged.</returns>
    public async Task<AgentRecord> KillAsync(CancellationToken ct = default)
    {
        using var state = OrchState.Open(surroundings.State, surroundings.Time);
        return await new AgentKiller(surroundings, state).KillAsync(Name, ct);
    }

    private async IAsyncEnumerable<EventRecord> EventsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        using var state = OrchState.Open(surroundings.State, surroundings.Time);
        await foreach (var one in new AgentFollower(state, surroundings.Time).FollowAsync(new HashSet<string>(StringComparer.Ordinal) { Name }, ct))
        {
            yield return one;
        }
    }
}
