using Microsoft.Data.Sqlite;
using Orch.Processes;

namespace Orch.State;

/// <summary>
/// Who is at work and who waits for it. A slot is nothing that is stored: an agent holds one while it is recorded at work and its
/// supervisor is alive, so that none can leak.
/// </summary>
internal sealed class AgentQueue(StateDatabase database, AgentStore agents, TimeProvider time)
{
    /// <summary>Is the same as before when nothing in the record has changed: far cheaper than the clock, and moved by everything.</summary>
    public DateTime Written => database.Written;

    /// <summary>A number that rises whenever a waiting agent may have something new to look at. Deaths do not raise it.</summary>
    public long Clock() => database.Read(connection =>
    {
        using var command = StateDatabase.Command(connection, "SELECT n FROM queue_clock");
        return (long)command.ExecuteScalar()!;
    });

    /// <summary>The agents at work and in the queue whose owners are alive, oldest first.</summary>
    public IReadOnlyList<QueueEntry> Read() => database.Read(Read);

    /// <summary>Records what an agent waits for besides a free slot; null for nothing.</summary>
    public void Hold(string name, string? held) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            "INSERT INTO queue (agent, max_agents, held) VALUES ($agent, $max, $held) ON CONFLICT (agent) DO UPDATE SET held = excluded.held WHERE held IS NOT excluded.held",
            ("$agent", name),
            ("$max", new QueueTerms().MaxAgents),
            ("$held", held));
        return command.ExecuteNonQuery();
    });

    /// <summary>Takes a slot and leaves the queue, when it is the agent's turn in this very moment.</summary>
    /// <param name="name">The agent.</param>
    /// <param name="change">Changes its record; has to bring it to work.</param>
    /// <param name="assignment">What it is to do from now on; null for what was recorded.</param>
    /// <returns>Whether it was.</returns>
    public bool TryLeave(string name, Func<AgentRecord, AgentRecord> change, string? assignment) => database.Write(connection =>
    {
        if (!QueueOrder.MayGo(Read(connection), name))
        {
            return false;
        }

        if (assignment is not null)
        {
            using var command = StateDatabase.Command(connection, "UPDATE agents SET assignment = $assignment WHERE name = $name", ("$name", name), ("$assignment", assignment));
            command.ExecuteNonQuery();
        }

        agents.Update(connection, name, change, []);
        return true;
    });

    /// <summary>The record of an agent to show, with its place when it waits.</summary>
    public AgentRecord Show(StoredAgent agent) => Show([agent])[0];

    /// <summary>The records of agents to show, with their places where they wait.</summary>
    public IReadOnlyList<AgentRecord> Show(IReadOnlyList<StoredAgent> stored) => Show([.. stored.Select(agent => agent.Display())]);

    /// <summary>The records of agents with their true states, with their places where they wait.</summary>
    public IReadOnlyList<AgentRecord> Show(IReadOnlyList<AgentRecord> shown)
    {
        if (shown.All(agent => agent.State != AgentState.Queued))
        {
            return shown;
        }

        var entries = Read();
        return [.. shown.Select(agent => agent.State == AgentState.Queued && QueueOrder.Place(entries, agent.Name) is { } place
            ? agent with { Queue = place, Reason = agent.Reason ?? place.Reason }
            : agent)];
    }

    /// <summary>Tells those who follow the agent what it waits for.</summary>
    public void Tell(string name, QueuePlace place) => database.Write(connection =>
    {
        EventLog.Append(connection, time.GetUtcNow(), name, new(EventKinds.Queue, ("place", place.Place?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("reason", place.Reason)));
        return 0;
    });

    internal static void Enter(SqliteConnection connection, string name, QueueTerms terms)
    {
        using var command = StateDatabase.Command(
            connection, "INSERT INTO queue (agent, max_agents, held) VALUES ($agent, $max, $held)", ("$agent", name), ("$max", terms.MaxAgents), ("$held", terms.Held));
        command.ExecuteNonQuery();
    }

    private static List<QueueEntry> Read(SqliteConnection connection)
    {
        using var command = StateDatabase.Command(
            connection,
            $"""
            SELECT name, state, coalesce(max_agents, {new QueueTerms().MaxAgents}), held,
                coalesce(supervisor_boot, creator_boot), coalesce(supervisor_pid, creator_pid), coalesce(supervisor_start, creator_start)
            FROM agents LEFT JOIN queue ON agent = name WHERE ended = 0 AND state <> '{nameof(AgentState.NeedsHuman)}' ORDER BY agents.rowid
            """);
        using var reader = command.ExecuteReader();
        var entries = new List<QueueEntry>();
        while (reader.Read())
        {
            if (new ProcessIdentity(reader.GetString(4), reader.GetInt32(5), reader.GetInt64(6)).IsAlive())
            {
                entries.Add(new(reader.GetString(0), reader.GetString(1) == nameof(AgentState.Queued), reader.GetInt32(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
            }
        }

        return entries;
    }
}
