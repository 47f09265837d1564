using Microsoft.Data.Sqlite;
using Orch.State;

namespace Orch.Coordination;

/// <summary>Tasks of the pool as rows.</summary>
internal static class PoolRows
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns = "id, description, state, requires, constraints, after, priority, max_attempts, attempt, owner, token, lease_until, result";

    /// <summary>The task, without its token.</summary>
    public static PoolTask Read(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Description = row.GetString(1),
        State = (PoolTaskState)row.GetInt32(2),
        Requires = CoordinationJson.List(Text(row, 3)),
        Constraints = CoordinationJson.Pairs(Text(row, 4)),
        After = CoordinationJson.List(Text(row, 5)),
        Priority = row.GetInt32(6),
        MaxAttempts = row.IsDBNull(7) ? null : row.GetInt32(7),
        Attempt = row.GetInt32(8),
        Owner = Text(row, 9),
        LeaseUntil = row.IsDBNull(11) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(11)),
        Result = Text(row, 12),
    };

    /// <summary>The task with its token, for the one that claimed it.</summary>
    public static PoolTask ReadClaimed(SqliteDataReader row) => Read(row) with { Token = row.GetInt64(10) };

    public static PoolTask? Find(CoordinationDatabase db, string id) =>
        db.Rows($"SELECT {Columns} FROM pool WHERE id = $1", ReadClaimed, id).SingleOrDefault();

    /// <summary>Records a task; its prerequisites have to be there.</summary>
    /// <returns>Whether it was not there before.</returns>
    public static bool Insert(CoordinationDatabase db, PoolTask task, long? deadline, DateTimeOffset now)
    {
        var count = db.Execute(
            """
            INSERT INTO pool (id, description, state, requires, constraints, deadline, after, priority, max_attempts, attempt, owner, result, published_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING
            """,
            task.Id,
            task.Description,
            (int)task.State,
            CoordinationJson.Column(task.Requires),
            CoordinationJson.Column(task.Constraints),
            deadline,
            CoordinationJson.Column(task.After),
            task.Priority,
            task.MaxAttempts,
            task.Attempt,
            task.Owner,
            task.Result,
            now.ToUnixTimeMilliseconds());
        if (count == 0)
        {
            return false;
        }

        foreach (var one in task.After)
        {
            db.Execute("INSERT INTO pool_after (after, task) VALUES ($1, $2)", one, task.Id);
        }

        Note(db, now, task);
        return true;
    }

    public static void Note(CoordinationDatabase db, DateTimeOffset now, PoolTask task, string? reason = null) => db.Append(
        now,
        task.Owner,
        new(EventKinds.PoolTask, ("id", task.Id), ("state", SnakeCase.Of(task.State)), ("owner", task.Owner), ("attempt", $"{task.Attempt}"), ("reason", reason)));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
