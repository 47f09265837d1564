namespace Orch.State;

/// <summary>The workspaces that were removed, or are being removed.</summary>
internal sealed class CleanupStore(StateDatabase database, TimeProvider time)
{
    /// <summary>Records that a workspace is about to go, unless another agent has taken it over: seen in the same transaction in which that one would be recorded.</summary>
    /// <returns>Whether it may go.</returns>
    public bool TryBegin(Cleanup cleanup) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            """
            INSERT INTO cleanups (agent, head, rescue_ref, rescue_sha, aside, started_at)
            SELECT $agent, $head, $ref, $sha, $aside, $at WHERE NOT EXISTS (SELECT 1 FROM agents WHERE follows = $agent)
            ON CONFLICT (agent) DO UPDATE SET head = excluded.head, rescue_ref = excluded.rescue_ref, rescue_sha = excluded.rescue_sha, aside = excluded.aside
            """,
            ("$agent", cleanup.Agent),
            ("$head", cleanup.Head),
            ("$ref", cleanup.RescueRef),
            ("$sha", cleanup.RescueSha),
            ("$aside", cleanup.Aside),
            ("$at", Rfc3339Converter.Text(time.GetUtcNow())));
        return command.ExecuteNonQuery() == 1;
    });

    /// <summary>Changes what is known of one that has begun.</summary>
    public void Save(Cleanup cleanup) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            "UPDATE cleanups SET head = $head, rescue_ref = $ref, rescue_sha = $sha, ended_at = $ended WHERE agent = $agent",
            ("$agent", cleanup.Agent),
            ("$head", cleanup.Head),
            ("$ref", cleanup.RescueRef),
            ("$sha", cleanup.RescueSha),
            ("$ended", cleanup.IsDone ? Rfc3339Converter.Text(time.GetUtcNow()) : null));
        return command.ExecuteNonQuery();
    });

    /// <summary>Takes one back: nothing has gone.</summary>
    public void Cancel(string agent) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(connection, "DELETE FROM cleanups WHERE agent = $agent", ("$agent", agent));
        return command.ExecuteNonQuery();
    });

    /// <summary>The removal of an agent's workspace; null when there was none.</summary>
    public Cleanup? Find(string agent) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(connection, "SELECT agent, head, rescue_ref, rescue_sha, aside, ended_at FROM cleanups WHERE agent = $agent", ("$agent", agent));
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new Cleanup(reader.GetString(0), Text(1), Text(2), Text(3), reader.GetString(4)) { IsDone = !reader.IsDBNull(5) }
            : null;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    });
}
