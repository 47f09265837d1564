using Orch.Processes;
using Orch.State;

namespace Orch.Coordination;

/// <summary>The agents that somebody asked for and whose supervisor is gone without an end: nobody is left to tell it, so whoever looks does.</summary>
internal static class LostAgents
{
    /// <summary>Those of whom the one that asked for them was not told yet.</summary>
    public static IReadOnlyList<StoredAgent> Find(CoordinationDatabase db, string requester) =>
    [
        .. db.Rows(
                "SELECT name, supervisor_boot, supervisor_pid, supervisor_start, creator_boot, creator_pid, creator_start FROM agents WHERE ended = 0 AND requested_by = $1",
                row => (
                    Name: row.GetString(0),
                    Supervisor: row.IsDBNull(1) ? null : new ProcessIdentity(row.GetString(1), row.GetInt32(2), row.GetInt64(3)),
                    Creator: new ProcessIdentity(row.GetString(4), row.GetInt32(5), row.GetInt64(6))),
                requester)
            .Where(one => !(one.Supervisor ?? one.Creator).IsAlive())
            .Select(one => AgentStore.Find(db.Connection, one.Name)!)
            .Where(agent => agent.Display().State == AgentState.Lost && db.Value("SELECT 1 FROM messages WHERE id = $1", ResultMessages.LostId(agent)) is null),
    ];

    /// <summary>Tells it; within a transaction of the caller.</summary>
    public static void Report(CoordinationDatabase db, string requester, DateTimeOffset now)
    {
        foreach (var agent in Find(db, requester))
        {
            ResultMessages.Append(db.Connection, now, ResultMessages.LostId(agent), agent.Display());
        }
    }
}
