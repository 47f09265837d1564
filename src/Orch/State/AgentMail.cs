using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Orch.State;

/// <summary>The mail of the agents that Orch runs: what waits in the inbox at the end of an attempt becomes the next turn, and is acknowledged when the agent CLI was seen to work with it.</summary>
internal sealed class AgentMail(StateDatabase database, TimeProvider time)
{
    /// <summary>How many turns an agent is given for its mail, so that two that answer each other come to an end; what comes later waits in the inbox.</summary>
    public const int MostTurns = 20;

    private const int MostMessages = 50;
    private const int MostCharacters = 256 << 10;

    /// <summary>Makes a turn of what waits. Does nothing when a turn waits already.</summary>
    public void Collect(string agent) => database.Write(connection =>
    {
        if (!TurnQueue.HasQueued(connection, agent) && Waiting(connection, agent) is { Count: > 0 } mail && TurnsSoFar(connection, agent) < MostTurns)
        {
            var senders = string.Join(", ", mail.Select(one => one.Sender).Distinct(StringComparer.Ordinal));
            var text = $"{mail.Count} of your mailbox, oldest first, one JSON document a line; they count as acknowledged now.\n{string.Join('\n', mail.Select(one => one.Json))}";
            if (TurnQueue.Add(connection, time.GetUtcNow(), agent, text, senders, answers: null) is { } turn)
            {
                Mark(connection, turn.Id, mail);
            }
        }

        return 0;
    });

    /// <summary>An agent runs from now on and can be spoken to; within a transaction of the caller.</summary>
    internal static void Register(SqliteConnection connection, string agent, string cli, DateTimeOffset now)
    {
        using var command = StateDatabase.Command(
            connection,
            """
            INSERT INTO registry (name, type, capabilities, supervised, lease_ms, lease_until, registered_at) VALUES ($name, $cli, '[]', 1, 60000, 0, $now)
            ON CONFLICT (name) DO UPDATE SET type = excluded.type, supervised = 1
            """,
            ("$name", agent),
            ("$cli", cli),
            ("$now", now.ToUnixTimeMilliseconds()));
        command.ExecuteNonQuery();
        EventLog.Append(connection, now, agent, new(EventKinds.Registered, ("name", agent), ("type", cli)));
    }

    /// <summary>The messages of a turn that was given are acknowledged; within a transaction of the caller.</summary>
    internal static void Acknowledge(SqliteConnection connection, string agent, long turn, DateTimeOffset now)
    {
        var ids = new List<string>();
        using (var command = StateDatabase.Command(
            connection, "UPDATE messages SET state = 2, deliveries = deliveries + 1 WHERE turn = $turn AND state < 2 RETURNING id", ("$turn", turn)))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                ids.Add(reader.GetString(0));
            }
        }

        if (ids.Count > 0)
        {
            EventLog.Append(connection, now, agent, new(EventKinds.Message, ("state", "acked"), ("ids", string.Join(',', ids)), ("to", agent)));
        }
    }

    /// <summary>The messages of a turn that cannot be given any more wait in the inbox again; within a transaction of the caller.</summary>
    internal static void Return(SqliteConnection connection, long turn)
    {
        using var command = StateDatabase.Command(connection, "UPDATE messages SET turn = NULL WHERE turn = $turn AND state < 2", ("$turn", turn));
        command.ExecuteNonQuery();
    }

    private static List<(long Seq, string Sender, string Json)> Waiting(SqliteConnection connection, string agent)
    {
        using var command = StateDatabase.Command(
            connection,
            "SELECT seq, id, sender, type, reply_to, context_id, task_id, sent_at, body FROM messages WHERE recipient = $agent AND state < 2 AND turn IS NULL ORDER BY seq LIMIT $most",
            ("$agent", agent),
            ("$most", MostMessages));
        using var reader = command.ExecuteReader();
        var mail = new List<(long Seq, string Sender, string Json)>();
        var room = MostCharacters;
        while (reader.Read())
        {
            var json = Document(reader);
            room -= json.Length;
            if (room < 0 && mail.Count > 0)
            {
                break;
            }

            mail.Add((reader.GetInt64(0), reader.GetString(2), json));
        }

        return mail;
    }

    private static string Document(SqliteDataReader row)
    {
        var document = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["id"] = row.GetString(1),
            ["from"] = row.GetString(2),
            ["type"] = row.GetString(3),
            ["reply_to"] = Text(row, 4),
            ["context_id"] = Text(row, 5),
            ["task_id"] = Text(row, 6),
            ["sent_at"] = Rfc3339Converter.Text(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7))),
            ["body"] = row.GetString(8),
        };
        return JsonSerializer.Serialize(document.Where(pair => pair.Value is not null).ToDictionary(StringComparer.Ordinal), StateJson.Default.DictionaryStringString);
    }

    private static void Mark(SqliteConnection connection, long turn, List<(long Seq, string Sender, string Json)> mail)
    {
        foreach (var (seq, _, _) in mail)
        {
            using var command = StateDatabase.Command(connection, "UPDATE messages SET turn = $turn WHERE seq = $seq", ("$turn", turn), ("$seq", seq));
            command.ExecuteNonQuery();
        }
    }

    private static long TurnsSoFar(SqliteConnection connection, string agent)
    {
        using var command = StateDatabase.Command(
            connection, "SELECT count(DISTINCT turn) FROM messages WHERE turn IS NOT NULL AND recipient = $agent", ("$agent", agent));
        return (long)command.ExecuteScalar()!;
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
