
namespace Orch.State;

/// <summary>Intent and outcome of every effect, so that whoever comes after a crash knows what may have happened.</summary>
internal sealed class Journal(StateDatabase database, TimeProvider time)
{
    /// <summary>Is told of every boundary; null outside tests.</summary>
    public JournalFault? Fault { get; set; }

    /// <summary>Records the intent, carries the effect out, records its outcome. An effect that throws stays without an outcome of its own: the exception's message is recorded and it goes on.</summary>
    public async Task<T> RunAsync<T>(string agent, JournalStep step, string intent, Func<Task<T>> effect, Func<T, string> outcome)
    {
        Fault?.Pass(step, "before its intent");
        var id = Begin(agent, step, intent);
        Fault?.Pass(step, "before its effect");
        try
        {
            var result = await effect();
            Fault?.Pass(step, "before its outcome");
            Complete(id, outcome(result));
            Fault?.Pass(step, "after its outcome");
            return result;
        }
        catch (Exception e)
        {
            Complete(id, $"failed: {e.Message}");
            throw;
        }
    }

    public long Begin(string agent, JournalStep step, string intent) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            "INSERT INTO journal (agent, step, intent, started_at) VALUES ($agent, $step, $intent, $at) RETURNING id",
            ("$agent", agent),
            ("$step", step.ToString()),
            ("$intent", intent),
            ("$at", Rfc3339Converter.Text(time.GetUtcNow())));
        return (long)command.ExecuteScalar()!;
    });

    public void Complete(long id, string outcome) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            "UPDATE journal SET outcome = $outcome, ended_at = $at WHERE id = $id",
            ("$id", id),
            ("$outcome", outcome),
            ("$at", Rfc3339Converter.Text(time.GetUtcNow())));
        return command.ExecuteNonQuery();
    });

    /// <summary>Closes what a supervisor that is gone had begun. The start of a session is the business of whoever starts it.</summary>
    public void Close(string agent, string outcome) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            "UPDATE journal SET outcome = $outcome, ended_at = $at WHERE agent = $agent AND outcome IS NULL AND step <> $start",
            ("$agent", agent),
            ("$outcome", outcome),
            ("$start", nameof(JournalStep.StartSession)),
            ("$at", Rfc3339Converter.Text(time.GetUtcNow())));
        return command.ExecuteNonQuery();
    });

    /// <summary>The steps of an agent, in order.</summary>
    public IReadOnlyList<JournalEntry> Read(string agent) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(
            connection, "SELECT id, step, intent, outcome FROM journal WHERE agent = $agent ORDER BY id", ("$agent", agent));
        using var reader = command.ExecuteReader();
        var entries = new List<JournalEntry>();
        while (reader.Read())
        {
            entries.Add(new(reader.GetInt64(0), Enum.Parse<JournalStep>(reader.GetString(1)), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
        }

        return entries;
    });
}
