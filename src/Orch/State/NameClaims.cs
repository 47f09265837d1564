using Orch.Processes;

namespace Orch.State;

/// <summary>Names on their way to an agent: held by a process while it looks whether they can be used, so that two of them never look at the same one. A claim dies with its process.</summary>
internal sealed class NameClaims(StateDatabase database)
{
    /// <summary>Claims a name for this process. Refused when an agent has it, or somebody alive has claimed it.</summary>
    public bool Take(string name) => database.Write(connection =>
    {
        using (var taken = StateDatabase.Command(connection, "SELECT 1 FROM agents WHERE name = $name", ("$name", name)))
        {
            if (taken.ExecuteScalar() is not null)
            {
                return false;
            }
        }

        using (var claimed = StateDatabase.Command(connection, "SELECT boot, pid, start FROM name_claims WHERE name = $name", ("$name", name)))
        using (var reader = claimed.ExecuteReader())
        {
            if (reader.Read() && new ProcessIdentity(reader.GetString(0), reader.GetInt32(1), reader.GetInt64(2)).IsAlive())
            {
                return false;
            }
        }

        var own = ProcessIdentity.Current();
        using var command = StateDatabase.Command(
            connection,
            "INSERT OR REPLACE INTO name_claims (name, boot, pid, start) VALUES ($name, $boot, $pid, $start)",
            ("$name", name),
            ("$boot", own.BootId),
            ("$pid", own.Pid),
            ("$start", own.StartTime));
        return command.ExecuteNonQuery() == 1;
    });

    /// <summary>Gives names back: an agent has them now, or nobody.</summary>
    public void Release(IReadOnlyList<string> names) => database.Write(connection =>
    {
        foreach (var name in names)
        {
            using var command = StateDatabase.Command(connection, "DELETE FROM name_claims WHERE name = $name", ("$name", name));
            command.ExecuteNonQuery();
        }

        return 0;
    });
}
