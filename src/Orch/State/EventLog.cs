using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Orch.State;

/// <summary>The append-only log of everything that happened, with a rising number.</summary>
internal sealed class EventLog(StateDatabase database, TimeProvider time)
{
    /// <summary>The statement that adds an event: time, agent, kind, data.</summary>
    internal const string Insert = "INSERT INTO events (at, agent, kind, data) VALUES ($1, $2, $3, $4)";

    public void Append(string? agent, params IReadOnlyList<NewEvent> events) => database.Write(connection =>
    {
        foreach (var one in events)
        {
            Append(connection, time.GetUtcNow(), agent, one);
        }

        return 0;
    });

    /// <summary>The events after a number, in order.</summary>
    /// <param name="after">Only events with a greater number.</param>
    /// <param name="agent">Only this agent's events; null for all.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<EventRecord> Read(long after, string? agent = null, int limit = 1000) =>
        database.Read(connection => Read(connection, after, agent, kind: null, limit));

    /// <summary>All events of one kind of one agent, in order.</summary>
    public IReadOnlyList<EventRecord> ReadKind(string agent, string kind) => database.Read(connection => Read(connection, 0, agent, kind, int.MaxValue));

    /// <summary>The number of an agent's first event; when it has none, that which its first one would get.</summary>
    public long First(string agent) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(connection, "SELECT min(seq) FROM events WHERE agent = $agent", ("$agent", agent));
        return command.ExecuteScalar() is long first ? first : LastSeq(connection) + 1;
    });

    /// <summary>An agent's newest event; null when it has none.</summary>
    public EventRecord? Latest(string agent) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(
            connection, "SELECT seq, at, agent, kind, data FROM events WHERE agent = $agent ORDER BY seq DESC LIMIT 1", ("$agent", agent));
        return ReadAll(command).FirstOrDefault();
    });

    /// <summary>The number of the newest event; 0 when there is none.</summary>
    public long LastSeq() => database.Read(LastSeq);

    internal static long LastSeq(SqliteConnection connection)
    {
        using var command = StateDatabase.Command(connection, "SELECT coalesce(max(seq), 0) FROM events");
        return (long)command.ExecuteScalar()!;
    }

    internal static void Append(SqliteConnection connection, DateTimeOffset at, string? agent, NewEvent one)
    {
        using var command = StateDatabase.Command(connection, Insert, ("$1", Rfc3339Converter.Text(at)), ("$2", agent), ("$3", one.Kind), ("$4", Data(one)));
        command.ExecuteNonQuery();
    }

    /// <summary>What belongs to an event, as JSON.</summary>
    internal static string Data(NewEvent one) =>
        JsonSerializer.Serialize(one.Data.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal), StateJson.Default.DictionaryStringString);

    private static List<EventRecord> Read(SqliteConnection connection, long after, string? agent, string? kind, int limit)
    {
        using var command = StateDatabase.Command(
            connection,
            "SELECT seq, at, agent, kind, data FROM events WHERE seq > $after AND ($agent IS NULL OR agent = $agent) AND ($kind IS NULL OR kind = $kind) ORDER BY seq LIMIT $limit",
            ("$after", after),
            ("$agent", agent),
            ("$kind", kind),
            ("$limit", limit));
        return ReadAll(command);
    }

    private static List<EventRecord> ReadAll(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var events = new List<EventRecord>();
        while (reader.Read())
        {
            events.Add(new EventRecord
            {
                Seq = reader.GetInt64(0),
                At = Rfc3339Converter.Parse(reader.GetString(1)),
                Agent = reader.IsDBNull(2) ? null : reader.GetString(2),
                Kind = reader.GetString(3),
                Data = JsonSerializer.Deserialize(reader.GetString(4), StateJson.Default.JsonElement),
            });
        }

        return events;
    }
}
