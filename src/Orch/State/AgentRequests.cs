using Microsoft.Data.Sqlite;

namespace Orch.State;

/// <summary>What agents at work ask their supervisors for. Recorded first, so that no death of a process loses it.</summary>
internal sealed class AgentRequests(StateDatabase database, TimeProvider time)
{
    private const string Columns = "id, agent, kind, text, answer, trouble";

    /// <summary>Records a request.</summary>
    /// <returns>It, or null when the agent has ended and nobody would look at it.</returns>
    public AgentRequest? Add(string agent, string kind, string text) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            """
            INSERT INTO requests (agent, kind, text, created_at)
            SELECT $agent, $kind, $text, $at WHERE EXISTS (SELECT 1 FROM agents WHERE name = $agent AND ended = 0)
            RETURNING id
            """,
            ("$agent", agent),
            ("$kind", kind),
            ("$text", text),
            ("$at", Rfc3339Converter.Text(time.GetUtcNow())));
        return command.ExecuteScalar() is long id ? new AgentRequest(id, agent, kind, text) : null;
    });

    /// <summary>What an agent has asked for and nobody has answered yet, oldest first.</summary>
    public IReadOnlyList<AgentRequest> Open(string agent, string kind) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(
            connection, $"SELECT {Columns} FROM requests WHERE agent = $agent AND kind = $kind AND answer IS NULL ORDER BY id", ("$agent", agent), ("$kind", kind));
        return ReadAll(command);
    });

    /// <summary>The request of this number; null when there is none.</summary>
    public AgentRequest? Find(long id) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(connection, $"SELECT {Columns} FROM requests WHERE id = $id", ("$id", id));
        return ReadAll(command).SingleOrDefault();
    });

    /// <summary>Answers a request; the first answer stays.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="answer">What came of it, or why nothing did.</param>
    /// <param name="trouble">The kind of trouble; null when it was done.</param>
    public void Answer(long id, string answer, OrchErrorKind? trouble = null) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            "UPDATE requests SET answer = $answer, trouble = $trouble WHERE id = $id AND answer IS NULL",
            ("$id", id),
            ("$answer", answer),
            ("$trouble", trouble?.ToString()));
        return command.ExecuteNonQuery();
    });

    private static List<AgentRequest> ReadAll(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var requests = new List<AgentRequest>();
        while (reader.Read())
        {
            requests.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3))
            {
                Answer = reader.IsDBNull(4) ? null : reader.GetString(4),
                Trouble = reader.IsDBNull(5) ? null : Enum.Parse<OrchErrorKind>(reader.GetString(5)),
            });
        }

        return requests;
    }
}
