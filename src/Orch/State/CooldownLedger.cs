using Microsoft.Data.Sqlite;

namespace Orch.State;

/// <summary>Which vendor accounts take no requests for now; shared by all agents, so that one failed attempt is enough for all of them.</summary>
internal sealed class CooldownLedger(StateDatabase database, TimeProvider time)
{
    /// <summary>Notes a cool-down. A later end that is known already stays.</summary>
    public void Note(string cli, string account, AttemptOutcome kind, DateTimeOffset until, string? detail) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            """
            INSERT INTO cooldowns (cli, account, kind, until, detail, seen_at) VALUES ($cli, $account, $kind, $until, $detail, $seen)
            ON CONFLICT (cli, account) DO UPDATE SET kind = excluded.kind, until = excluded.until, detail = excluded.detail, seen_at = excluded.seen_at
            WHERE excluded.until > cooldowns.until
            """,
            ("$cli", cli),
            ("$account", account),
            ("$kind", kind.ToString()),
            ("$until", Rfc3339Converter.Text(until)),
            ("$detail", detail),
            ("$seen", Rfc3339Converter.Text(time.GetUtcNow())));
        return command.ExecuteNonQuery();
    });

    /// <summary>The cool-down of an account that has not passed; null when there is none.</summary>
    public Cooldown? Find(string cli, string account) => Current().FirstOrDefault(one => one.Cli == cli && one.Account == account);

    /// <summary>All that have not passed, the earliest end first.</summary>
    public IReadOnlyList<Cooldown> Current() => database.Read(connection =>
    {
        using var command = StateDatabase.Command(
            connection,
            "SELECT cli, account, kind, until, detail, seen_at FROM cooldowns WHERE until > $now ORDER BY until, cli",
            ("$now", Rfc3339Converter.Text(time.GetUtcNow())));
        using var reader = command.ExecuteReader();
        var all = new List<Cooldown>();
        while (reader.Read())
        {
            all.Add(Read(reader));
        }

        return all;
    });

    /// <summary>Forgets the cool-downs of a CLI, whatever the account.</summary>
    /// <returns>How many had not passed.</returns>
    public int Clear(string cli) => database.Write(connection =>
    {
        using var count = StateDatabase.Command(
            connection, "SELECT count(*) FROM cooldowns WHERE cli = $cli AND until > $now", ("$cli", cli), ("$now", Rfc3339Converter.Text(time.GetUtcNow())));
        var open = Convert.ToInt32(count.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        using var command = StateDatabase.Command(connection, "DELETE FROM cooldowns WHERE cli = $cli", ("$cli", cli));
        command.ExecuteNonQuery();
        return open;
    });

    private static Cooldown Read(SqliteDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        Enum.Parse<AttemptOutcome>(reader.GetString(2)),
        Rfc3339Converter.Parse(reader.GetString(3)),
        reader.IsDBNull(4) ? null : reader.GetString(4),
        Rfc3339Converter.Parse(reader.GetString(5)));
}
