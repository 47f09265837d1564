using Microsoft.Data.Sqlite;

namespace Orch.State;

/// <summary>What was said to the agents, in order. It is given at the boundary of a turn, never into the middle of one.</summary>
internal sealed class TurnQueue(StateDatabase database, TimeProvider time)
{
    /// <summary>Queues a turn. In the same transaction it is seen that the agent has not ended.</summary>
    /// <returns>The turn; null when the agent has ended.</returns>
    public Turn? Add(string agent, string text, string? sender, string? answers) =>
        database.Write(connection => Add(connection, time.GetUtcNow(), agent, text, sender, answers));

    /// <summary>The same within a transaction of the caller.</summary>
    internal static Turn? Add(SqliteConnection connection, DateTimeOffset now, string agent, string text, string? sender, string? answers)
    {
        using var command = StateDatabase.Command(
            connection,
            """
            INSERT INTO turns (agent, text, sender, answers, state, created_at)
            SELECT $agent, $text, $sender, $answers, $state, $at WHERE EXISTS (SELECT 1 FROM agents WHERE name = $agent AND ended = 0)
            RETURNING id
            """,
            ("$agent", agent),
            ("$text", text),
            ("$sender", sender),
            ("$answers", answers),
            ("$state", nameof(TurnState.Queued)),
            ("$at", Rfc3339Converter.Text(now)));
        if (command.ExecuteScalar() is not long id)
        {
            return null;
        }

        EventLog.Append(connection, now, agent, new(EventKinds.Turn, ("id", $"{id}"), ("state", SnakeCase.Of(TurnState.Queued)), ("sender", sender), ("text", text)));
        return new Turn(id, agent, text, sender, answers, TurnState.Queued, Attempt: null);
    }

    /// <summary>The oldest turn that waits; null when none does.</summary>
    public Turn? Next(string agent) => database.Read(connection => Find(connection, "agent = $key AND state = 'Queued'", agent));

    /// <summary>A turn, as it now stands.</summary>
    public Turn? Find(long id) => database.Read(connection => Find(connection, "id = $key", id));

    /// <summary>How many answers of a kind an agent was given.</summary>
    public int Answers(string agent, string kind) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(
            connection, "SELECT count(*) FROM turns WHERE agent = $agent AND answers = $kind AND state <> 'Failed'", ("$agent", agent), ("$kind", kind));
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    });

    /// <summary>The number of the attempts that were made before an agent was last given an answer; 0 when it never was.</summary>
    public int AttemptsBeforeAnswer(string agent) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(
            connection, "SELECT coalesce(max(attempt) - 1, 0) FROM turns WHERE agent = $agent AND answers IS NOT NULL AND state = 'Delivered'", ("$agent", agent));
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    });

    /// <summary>Records that the agent CLI was seen to work with it.</summary>
    public void Deliver(Turn turn, int attempt) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            "UPDATE turns SET state = 'Delivered', attempt = $attempt WHERE id = $id AND state = 'Queued'",
            ("$id", turn.Id),
            ("$attempt", attempt));
        if (command.ExecuteNonQuery() == 1)
        {
            EventLog.Append(connection, time.GetUtcNow(), turn.Agent, new(EventKinds.Turn, ("id", $"{turn.Id}"), ("state", SnakeCase.Of(TurnState.Delivered)), ("n", $"{attempt}")));
            AgentMail.Acknowledge(connection, turn.Agent, turn.Id, time.GetUtcNow());
        }

        return 0;
    });

    /// <summary>Lets what was given to an attempt wait again: the attempt was cut off before the model began.</summary>
    public void TakeBack(string agent, int attempt) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            "UPDATE turns SET state = 'Queued', attempt = NULL WHERE agent = $agent AND attempt = $attempt AND state = 'Delivered' RETURNING id",
            ("$agent", agent),
            ("$attempt", attempt));
        Tell(connection, command, agent, TurnState.Queued, time.GetUtcNow());
        return 0;
    });

    /// <summary>Whether an agent has a turn that waits; within a transaction of the caller.</summary>
    internal static bool HasQueued(SqliteConnection connection, string agent)
    {
        using var command = StateDatabase.Command(connection, "SELECT 1 FROM turns WHERE agent = $agent AND state = 'Queued' LIMIT 1", ("$agent", agent));
        return command.ExecuteScalar() is not null;
    }

    /// <summary>The agent ends: what waits is not given any more; within a transaction of the caller.</summary>
    internal static void Fail(SqliteConnection connection, string agent, DateTimeOffset now)
    {
        using var command = StateDatabase.Command(connection, "UPDATE turns SET state = 'Failed' WHERE agent = $agent AND state = 'Queued' RETURNING id", ("$agent", agent));
        Tell(connection, command, agent, TurnState.Failed, now);
    }

    private static void Tell(SqliteConnection connection, SqliteCommand update, string agent, TurnState state, DateTimeOffset now)
    {
        var changed = new List<long>();
        using (var reader = update.ExecuteReader())
        {
            while (reader.Read())
            {
                changed.Add(reader.GetInt64(0));
            }
        }

        foreach (var id in changed)
        {
            if (state == TurnState.Failed)
            {
                AgentMail.Return(connection, id);
            }

            EventLog.Append(connection, now, agent, new(EventKinds.Turn, ("id", $"{id}"), ("state", SnakeCase.Of(state))));
        }
    }

    private static Turn? Find(SqliteConnection connection, string condition, object key)
    {
        using var command = StateDatabase.Command(
            connection, $"SELECT id, agent, text, sender, answers, state, attempt FROM turns WHERE {condition} ORDER BY id LIMIT 1", ("$key", key));
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetString(4),
                Enum.Parse<TurnState>(reader.GetString(5)),
                reader.IsDBNull(6) ? null : reader.GetInt32(6))
            : null;
    }
}
