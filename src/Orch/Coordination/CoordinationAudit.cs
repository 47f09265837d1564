using Orch.State;

namespace Orch.Coordination;

/// <summary>Looks at all of the coordination at once.</summary>
internal static class CoordinationAudit
{
    private const int MostDead = 100;

    public static CoordinationStatus Status(CoordinationStore store)
    {
        store.Write(db => Sweep(db, store.Now()));
        return store.Read(db =>
        {
            var agents = SqliteRegistry.All(db, store.Now());
            var oldest = db.Value("SELECT min(sent_at) FROM messages WHERE state < 2") as long?;
            return new CoordinationStatus
            {
                AgentsAlive = agents.Count(agent => agent.Alive),
                AgentsExpired = agents.Count(agent => !agent.Alive),
                Messages = Counts<MessageState>(db, "SELECT state, count(*) FROM messages GROUP BY state"),
                OldestMessage = oldest is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
                Tasks = Counts<PoolTaskState>(db, "SELECT state, count(*) FROM pool GROUP BY state"),
                Leases = db.Rows($"SELECT {PoolRows.Columns} FROM pool WHERE state = 2 ORDER BY lease_until", PoolRows.Read),
                DeadTasks = db.Rows("SELECT id FROM pool WHERE state = 5 ORDER BY seq", row => row.GetString(0)),
                DeadMessages = db.Rows("SELECT id FROM messages WHERE state = 3 ORDER BY seq DESC LIMIT $1", row => row.GetString(0), MostDead),
            };
        });
    }

    /// <summary>Everything, as of one moment.</summary>
    public static (IReadOnlyList<RegistryEntry> Agents, IReadOnlyList<SentMessage> Messages, IReadOnlyList<PoolTask> Tasks) All(CoordinationStore store)
    {
        store.Write(db => Sweep(db, store.Now()));
        return store.Read(db => (
            (IReadOnlyList<RegistryEntry>)SqliteRegistry.All(db, store.Now()),
            (IReadOnlyList<SentMessage>)db.Rows($"SELECT {MessageRows.Columns} FROM messages ORDER BY seq", MessageRows.Read),
            (IReadOnlyList<PoolTask>)db.Rows($"SELECT {PoolRows.Columns} FROM pool ORDER BY seq", PoolRows.Read)));
    }

    private static int Sweep(CoordinationDatabase db, DateTimeOffset now)
    {
        PoolSweep.Run(db, now);
        foreach (var recipient in db.Rows("SELECT name FROM registry", row => row.GetString(0)))
        {
            LostAgents.Report(db, recipient, now);
            MessageRows.GiveUp(db, now, recipient);
        }

        return 0;
    }

    private static Dictionary<string, int> Counts<T>(CoordinationDatabase db, string sql)
        where T : struct, Enum
    {
        var counts = Enum.GetValues<T>().ToDictionary(state => SnakeCase.Of(state), _ => 0, StringComparer.Ordinal);
        foreach (var (state, count) in db.Rows(sql, row => (row.GetInt32(0), row.GetInt32(1))))
        {
            counts[SnakeCase.Of((T)Enum.ToObject(typeof(T), state))] = count;
        }

        return counts;
    }
}
