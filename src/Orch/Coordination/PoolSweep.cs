namespace Orch.Coordination;

/// <summary>What time does to the pool. There is no process for it: whoever looks does it first, in the transaction of the look.</summary>
internal static class PoolSweep
{
    // The tasks of a pool that has no deadline and no lease cost two looks into an index.
    private const string Due = """
        SELECT EXISTS (SELECT 1 FROM pool WHERE state = 2 AND lease_until <= $1) OR EXISTS (SELECT 1 FROM pool WHERE state < 2 AND deadline IS NOT NULL AND deadline <= $1)
        """;

    private const string Returned = $"""
        UPDATE pool SET lease_until = NULL,
            state = CASE WHEN max_attempts <= attempt THEN 5 WHEN deadline <= $2 THEN 4 ELSE 1 END,
            owner = CASE WHEN max_attempts <= attempt THEN owner ELSE NULL END,
            result = CASE WHEN max_attempts <= attempt THEN coalesce(result, 'the lease of its last attempt has passed') WHEN deadline <= $2 THEN 'its deadline has passed' ELSE result END
        WHERE state = 2 AND lease_until <= $1 RETURNING {PoolRows.Columns}
        """;

    private const string Late = $"""
        UPDATE pool SET state = 4, result = 'its deadline has passed' WHERE state < 2 AND deadline IS NOT NULL AND deadline <= $1 RETURNING {PoolRows.Columns}
        """;

    private const string Doomed = $"""
        WITH RECURSIVE doomed (id) AS (SELECT task FROM pool_after WHERE after = $1 UNION SELECT a.task FROM pool_after a JOIN doomed d ON a.after = d.id)
        UPDATE pool SET state = 4, result = $2 WHERE state = 0 AND id IN (SELECT id FROM doomed) RETURNING {PoolRows.Columns}
        """;

    private const string Freed = $"""
        UPDATE pool SET state = 1 WHERE state = 0 AND id IN (SELECT task FROM pool_after WHERE after = $1)
            AND NOT EXISTS (SELECT 1 FROM pool_after a JOIN pool p ON p.id = a.after WHERE a.task = pool.id AND p.state <> 3)
        RETURNING {PoolRows.Columns}
        """;

    /// <summary>Whether time has done anything; a look that writes nothing.</summary>
    public static bool IsDue(CoordinationDatabase db, DateTimeOffset now) => (long)db.Value(Due, now.ToUnixTimeMilliseconds())! == 1;

    /// <summary>Returns tasks whose leases have passed, and ends those whose deadline has.</summary>
    public static void Run(CoordinationDatabase db, DateTimeOffset now)
    {
        if (!IsDue(db, now))
        {
            return;
        }

        var ms = now.ToUnixTimeMilliseconds();
        foreach (var task in db.Rows(Returned, PoolRows.Read, ms, ms))
        {
            PoolRows.Note(db, now, task, "the lease has passed");
            EndedBadly(db, task, now);
        }

        foreach (var task in db.Rows(Late, PoolRows.Read, ms))
        {
            PoolRows.Note(db, now, task, task.Result);
            EndedBadly(db, task, now);
        }
    }

    /// <summary>Those that wait for a task that is done may be ready.</summary>
    public static void Done(CoordinationDatabase db, string id, DateTimeOffset now)
    {
        foreach (var task in db.Rows(Freed, PoolRows.Read, id))
        {
            PoolRows.Note(db, now, task);
        }
    }

    /// <summary>Those that wait for a task that can never be done can never be done either.</summary>
    public static void EndedBadly(CoordinationDatabase db, PoolTask ended, DateTimeOffset now)
    {
        if (ended.State is not (PoolTaskState.Failed or PoolTaskState.Dead or PoolTaskState.Cancelled))
        {
            return;
        }

        foreach (var task in db.Rows(Doomed, PoolRows.Read, ended.Id, $"{ended.Id}, which it waits for, is {State.SnakeCase.Of(ended.State)}"))
        {
            PoolRows.Note(db, now, task, task.Result);
        }
    }
}
