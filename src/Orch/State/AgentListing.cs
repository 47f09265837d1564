using System.Text.Json;
using Orch.Processes;

namespace Orch.State;

/// <summary>The agents as a list shows them: read without what only a supervisor wants, in two questions however many there are.</summary>
internal sealed class AgentListing(StateDatabase database)
{
    private const string Wanted = "(g.ended = 0 OR $since IS NULL OR json_extract(g.doc, '$.ended_at') >= $since)";

    /// <summary>Agents with their true states, oldest first.</summary>
    /// <param name="endedSince">Leaves out what ended before; null for all.</param>
    public IReadOnlyList<AgentRecord> Read(DateTimeOffset? endedSince) => database.Read(connection =>
    {
        var since = endedSince is { } moment ? Rfc3339Converter.Text(moment) : null;
        var attempts = new Dictionary<string, List<AttemptRecord>>(StringComparer.Ordinal);
        using (var command = StateDatabase.Command(connection, $"SELECT a.agent, a.doc FROM attempts a JOIN agents g ON g.name = a.agent WHERE {Wanted} ORDER BY a.agent, a.n", ("$since", since)))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var agent = reader.GetString(0);
                attempts.TryAdd(agent, []);
                attempts[agent].Add(JsonSerializer.Deserialize(reader.GetString(1), StateJson.Default.AttemptRecord)!);
            }
        }

        var agents = new List<AgentRecord>();
        using (var command = StateDatabase.Command(
            connection,
            $"SELECT doc, supervisor_boot, supervisor_pid, supervisor_start, creator_boot, creator_pid, creator_start FROM agents g WHERE {Wanted} ORDER BY rowid",
            ("$since", since)))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var record = JsonSerializer.Deserialize(reader.GetString(0), StateJson.Default.AgentRecord)!;
                var supervisor = reader.IsDBNull(1) ? null : new ProcessIdentity(reader.GetString(1), reader.GetInt32(2), reader.GetInt64(3));
                var creator = new ProcessIdentity(reader.GetString(4), reader.GetInt32(5), reader.GetInt64(6));
                record = record with { Attempts = attempts.GetValueOrDefault(record.Name) ?? [] };
                agents.Add(new StoredAgent(record, Assignment: "", supervisor, CancelRequested: false, creator).Display());
            }
        }

        return agents;
    });

    /// <summary>Whether there are any agents at all.</summary>
    public bool HasAny() => database.Read(connection =>
    {
        using var command = StateDatabase.Command(connection, "SELECT EXISTS (SELECT 1 FROM agents)");
        return (long)command.ExecuteScalar()! != 0;
    });
}
