using System.Text.Json;
using Microsoft.Data.Sqlite;
using Orch.Processes;

namespace Orch.State;

/// <summary>The record of all agents. Names are unique for ever; ends are final.</summary>
internal sealed class AgentStore(StateDatabase database, TimeProvider time)
{
    private const string Columns = "name, doc, assignment, supervisor_boot, supervisor_pid, supervisor_start, cancel_requested, creator_boot, creator_pid, creator_start";

    /// <summary>Records a task and its first agents in one transaction. Until a supervisor takes them they are this process's own.</summary>
    /// <param name="taskText">What the user wrote.</param>
    /// <param name="agents">The agents, in the order in which they queue.</param>
    /// <param name="terms">On which terms each queues; null for the defaults.</param>
    /// <exception cref="OrchException">A name, or the request key, is taken (conflict).</exception>
    public void Create(string taskText, IReadOnlyList<(AgentRecord Record, string Assignment)> agents, Func<AgentRecord, QueueTerms>? terms = null) => database.Write(connection =>
    {
        var first = agents[0].Record;
        if (first.RequestKey is { } key && HasTask(connection, key))
        {
            throw OrchException.Conflict($"the request key {key} has its agents already: the same call gives them");
        }

        using (var task = StateDatabase.Command(
            connection,
            "INSERT INTO tasks (id, context_id, text, request_key, created_at) VALUES ($id, $context, $text, $key, $at) ON CONFLICT (id) DO NOTHING",
            ("$id", first.TaskId),
            ("$context", first.ContextId),
            ("$text", taskText),
            ("$key", first.RequestKey),
            ("$at", Rfc3339Converter.Text(first.CreatedAt))))
        {
            task.ExecuteNonQuery();
        }

        foreach (var (record, assignment) in agents)
        {
            Insert(connection, record, assignment);
            AgentQueue.Enter(connection, record.Name, terms?.Invoke(record) ?? new());
        }

        return 0;
    });

    /// <summary>Changes an agent's record and appends events, in one transaction. A change of the state of an ended agent is not made.</summary>
    /// <returns>The record as it now stands.</returns>
    /// <exception cref="OrchException">There is no such agent.</exception>
    public AgentRecord Update(string name, Func<AgentRecord, AgentRecord> change, params IReadOnlyList<NewEvent> events) =>
        database.Write(connection => Update(connection, name, change, events));

    /// <summary>Brings an agent to a stop, unless something was said to it that it was not given yet: seen in the same transaction, so that nothing said falls between.</summary>
    /// <returns>The record as it now stands; null when the agent has to go on.</returns>
    public AgentRecord? StopUnlessSpokenTo(string name, Func<AgentRecord, AgentRecord> change, params IReadOnlyList<NewEvent> events) =>
        database.Write(connection => TurnQueue.HasQueued(connection, name) ? null : Update(connection, name, change, events));

    internal AgentRecord Update(SqliteConnection connection, string name, Func<AgentRecord, AgentRecord> change, IReadOnlyList<NewEvent> events)
    {
        var before = (Find(connection, name) ?? throw Unknown(name)).Record;
        var after = change(before);
        var moved = after.State != before.State;
        if (moved && before.State.IsEnd())
        {
            return before;
        }

        var now = time.GetUtcNow();
        if (moved)
        {
            after = after with { StateAt = now, EndedAt = after.State.IsEnd() ? now : null };
        }

        Save(connection, before, after);
        foreach (var one in events)
        {
            EventLog.Append(connection, now, name, one);
        }

        if (moved)
        {
            var state = SnakeCase.Of(after.State);
            EventLog.Append(connection, now, name, new(EventKinds.State, ("state", state), ("reason", after.Reason)));
            if (after.State.IsEnd())
            {
                TurnQueue.Fail(connection, name, now);
            }

            if (ResultMessages.IsDue(after))
            {
                ResultMessages.Append(connection, now, ResultMessages.StateId(after), after);
            }
        }

        return after;
    }

    /// <summary>Records the process that owns the agent from now on. Refused when the agent has ended, or another process that is alive owns it.</summary>
    public bool TakeOwnership(string name, ProcessIdentity supervisor) => database.Write(connection =>
    {
        if (Find(connection, name)?.Supervisor is { } owner && owner != supervisor && owner.IsAlive())
        {
            return false;
        }

        using var command = StateDatabase.Command(
            connection,
            "UPDATE agents SET supervisor_boot = $boot, supervisor_pid = $pid, supervisor_start = $start WHERE name = $name AND ended = 0",
            ("$name", name),
            ("$boot", supervisor.BootId),
            ("$pid", supervisor.Pid),
            ("$start", supervisor.StartTime));
        if (command.ExecuteNonQuery() == 0)
        {
            return false;
        }

        AgentMail.Register(connection, name, Find(connection, name)!.Record.Cli, time.GetUtcNow());
        return true;
    });

    /// <summary>Records that the user wants the agent stopped for good, so that its supervisor can tell this from a machine that goes down.</summary>
    public void RequestCancel(string name) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(connection, "UPDATE agents SET cancel_requested = 1 WHERE name = $name AND ended = 0", ("$name", name));
        return command.ExecuteNonQuery();
    });

    public StoredAgent? Find(string name) => database.Read(connection => Find(connection, name));

    public StoredAgent Get(string name) => Find(name) ?? throw Unknown(name);

    public bool Exists(string name) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(connection, "SELECT 1 FROM agents WHERE name = $name", ("$name", name));
        return command.ExecuteScalar() is not null;
    });

    /// <summary>The agents, oldest first, and the number of the newest event of the same moment.</summary>
    public (IReadOnlyList<StoredAgent> Agents, long Seq) Snapshot() => database.Read(connection =>
    {
        using var command = StateDatabase.Command(connection, $"SELECT {Columns} FROM agents ORDER BY rowid");
        return ((IReadOnlyList<StoredAgent>)ReadAll(connection, command), EventLog.LastSeq(connection));
    });

    /// <summary>The names of the agents and their recorded states, newest first; reads no more than that.</summary>
    public IReadOnlyList<(string Name, AgentState State)> Names() => database.Read(connection =>
    {
        using var command = StateDatabase.Command(connection, "SELECT name, state FROM agents ORDER BY rowid DESC");
        using var reader = command.ExecuteReader();
        var names = new List<(string, AgentState)>();
        while (reader.Read())
        {
            names.Add((reader.GetString(0), Enum.Parse<AgentState>(reader.GetString(1))));
        }

        return names;
    });

    /// <summary>The agents that an earlier call with the same request key made; empty when there was none.</summary>
    public IReadOnlyList<StoredAgent> FindByRequestKey(string key) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            $"SELECT {Columns} FROM agents WHERE task_id IN (SELECT id FROM tasks WHERE request_key = $key) ORDER BY rowid",
            ("$key", key));
        return ReadAll(connection, command);
    });

    /// <summary>The agent that took over workspace and branch of an ended one; null when none did.</summary>
    public string? Follower(string name) => database.Read(connection => Follower(connection, name));

    /// <summary>The agents of one context: those of related tasks, and those that they started.</summary>
    public IReadOnlyList<StoredAgent> OfContext(string contextId) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(
            connection, $"SELECT {Columns} FROM agents WHERE task_id IN (SELECT id FROM tasks WHERE context_id = $context) ORDER BY rowid", ("$context", contextId));
        return ReadAll(connection, command);
    });

    private static bool HasTask(SqliteConnection connection, string requestKey)
    {
        using var command = StateDatabase.Command(connection, "SELECT 1 FROM tasks WHERE request_key = $key", ("$key", requestKey));
        return command.ExecuteScalar() is not null;
    }

    private static string? Follower(SqliteConnection connection, string name)
    {
        using var command = StateDatabase.Command(connection, "SELECT name FROM agents WHERE follows = $name", ("$name", name));
        return command.ExecuteScalar() as string;
    }

    private static OrchException Unknown(string name) => OrchException.NotFound($"no agent named {name}: 'orch list --all' shows them");

    private static void Insert(SqliteConnection connection, AgentRecord record, string assignment)
    {
        if (record.Follows is { } before && Follower(connection, before) is { } other)
        {
            throw OrchException.Conflict($"{before} was followed by {other} already, which holds its workspace: go on with {other}");
        }

        var creator = ProcessIdentity.Current();
        using var command = StateDatabase.Command(
            connection,
            """
            INSERT INTO agents (name, id, task_id, state, ended, creator_boot, creator_pid, creator_start, assignment, doc, follows)
            VALUES ($name, $id, $task, $state, 0, $boot, $pid, $start, $assignment, $doc, $follows)
            ON CONFLICT (name) DO NOTHING
            """,
            ("$name", record.Name),
            ("$id", record.Id),
            ("$task", record.TaskId),
            ("$state", record.State.ToString()),
            ("$boot", creator.BootId),
            ("$pid", creator.Pid),
            ("$start", creator.StartTime),
            ("$assignment", assignment),
            ("$doc", Serialize(record)),
            ("$follows", record.Follows));
        if (command.ExecuteNonQuery() == 0)
        {
            throw OrchException.Conflict($"the name {record.Name} is taken: choose another with --name");
        }

        EventLog.Append(connection, record.CreatedAt, record.Name, new(EventKinds.Created, ("task", record.Task), ("cli", record.Cli), ("branch", record.Branch)));
    }

    private static void Save(SqliteConnection connection, AgentRecord before, AgentRecord after)
    {
        using (var command = StateDatabase.Command(
            connection,
            "UPDATE agents SET state = $state, ended = $ended, doc = $doc WHERE name = $name",
            ("$name", after.Name),
            ("$state", after.State.ToString()),
            ("$ended", after.State.IsEnd() ? 1 : 0),
            ("$doc", Serialize(after))))
        {
            command.ExecuteNonQuery();
        }

        foreach (var attempt in after.Attempts.Where(attempt => !before.Attempts.Contains(attempt)))
        {
            using var command = StateDatabase.Command(
                connection,
                "INSERT INTO attempts (agent, n, doc) VALUES ($agent, $n, $doc) ON CONFLICT (agent, n) DO UPDATE SET doc = excluded.doc",
                ("$agent", after.Name),
                ("$n", attempt.N),
                ("$doc", JsonSerializer.Serialize(attempt, StateJson.Default.AttemptRecord)));
            command.ExecuteNonQuery();
        }
    }

    private static string Serialize(AgentRecord record) =>
        JsonSerializer.Serialize(record with { Attempts = [], Queue = null }, StateJson.Default.AgentRecord);

    internal static StoredAgent? Find(SqliteConnection connection, string name)
    {
        using var command = StateDatabase.Command(connection, $"SELECT {Columns} FROM agents WHERE name = $name", ("$name", name));
        return ReadAll(connection, command).SingleOrDefault();
    }

    private static List<StoredAgent> ReadAll(SqliteConnection connection, SqliteCommand command)
    {
        var agents = new List<StoredAgent>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var record = JsonSerializer.Deserialize(reader.GetString(1), StateJson.Default.AgentRecord)!;
                var supervisor = reader.IsDBNull(3) ? null : new ProcessIdentity(reader.GetString(3), reader.GetInt32(4), reader.GetInt64(5));
                agents.Add(new(record, reader.GetString(2), supervisor, reader.GetInt64(6) != 0, new(reader.GetString(7), reader.GetInt32(8), reader.GetInt64(9))));
            }
        }

        for (var i = 0; i < agents.Count; i++)
        {
            agents[i] = agents[i] with { Record = agents[i].Record with { Attempts = Attempts(connection, agents[i].Record.Name) } };
        }

        return agents;
    }

    private static List<AttemptRecord> Attempts(SqliteConnection connection, string agent)
    {
        using var command = StateDatabase.Command(connection, "SELECT doc FROM attempts WHERE agent = $agent ORDER BY n", ("$agent", agent));
        using var reader = command.ExecuteReader();
        var attempts = new List<AttemptRecord>();
        while (reader.Read())
        {
            attempts.Add(JsonSerializer.Deserialize(reader.GetString(0), StateJson.Default.AttemptRecord)!);
        }

        return attempts;
    }
}
