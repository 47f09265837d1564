using System.Globalization;
using Orch.Agents;
using Orch.State;

namespace Orch.Coordination;

/// <summary>The task pool in the state database. Whatever gives out, keeps or ends a task is on the disk before it is reported.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
/// <param name="redact">Takes secrets out of a text.</param>
internal sealed class SqliteTaskPool(CoordinationDatabase database, TimeProvider time, Func<string, string> redact) : ITaskPool
{
    private const string Claim = $"""
        UPDATE pool SET state = 2, owner = $1, attempt = attempt + 1, token = (seq << 24) + attempt + 1, lease_until = $2, result = NULL
        WHERE seq = (SELECT seq FROM pool WHERE state = 1
            AND (requires IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(requires) WHERE value NOT IN (SELECT value FROM json_each($3))))
            ORDER BY priority DESC, seq LIMIT 1)
        RETURNING {PoolRows.Columns}
        """;

    private const string ClaimOne = $"""
        UPDATE pool SET state = 2, owner = $1, attempt = attempt + 1, token = (seq << 24) + attempt + 1, lease_until = $2, result = NULL
        WHERE id = $3 RETURNING {PoolRows.Columns}
        """;

    public Task<PoolTask> PublishAsync(PoolTaskDraft draft, CancellationToken ct = default) => Inline.Run(
        () =>
        {
            ArgumentNullException.ThrowIfNull(draft);
            var task = Check(draft);
            var deadline = Deadline(draft.Constraints);
            return database.Write(db => Publish(db, task, deadline, time.GetUtcNow()), isDurable: true);
        },
        ct);

    public Task<IReadOnlyList<PoolTask>> ListAsync(PoolTaskState? state = null, CancellationToken ct = default) => Inline.Run(
        () =>
        {
            Sweep();
            return database.Read(db => (IReadOnlyList<PoolTask>)db.Rows(
                $"SELECT {PoolRows.Columns} FROM pool WHERE $1 IS NULL OR state = $1 ORDER BY priority DESC, seq", PoolRows.Read, state is { } one ? (int)one : null));
        },
        ct);

    public Task<PoolTask> GetAsync(string id, CancellationToken ct = default) => Inline.Run(
        () =>
        {
            Sweep();
            return database.Read(db => Require(db, id)) with { Token = null };
        },
        ct);

    public Task<PoolTask?> ClaimAsync(string agent, string? id = null, TimeSpan? lease = null, CancellationToken ct = default) => Inline.Run(
        () =>
        {
            CoordinationInput.Name("an agent's name", agent);
            var length = CoordinationInput.Lease(lease ?? CoordinationLimits.DefaultLease);
            return database.Write(db => Take(db, agent, id, length, time.GetUtcNow()), isDurable: true);
        },
        ct);

    public Task<PoolTask> RenewAsync(string id, long token, TimeSpan? lease = null, CancellationToken ct = default)
    {
        return Hold(id, token, Renewed, ct);

        PoolTask Renewed(CoordinationDatabase db, PoolTask task, DateTimeOffset now)
        {
            var until = now + CoordinationInput.Lease(lease ?? CoordinationLimits.DefaultLease);
            db.Execute("UPDATE pool SET lease_until = $2 WHERE id = $1", id, until.ToUnixTimeMilliseconds());
            return Require(db, id);
        }
    }

    public Task<PoolTask> CompleteAsync(string id, long token, string? result = null, CancellationToken ct = default)
    {
        // Whoever was killed before the answer came may ask again.
        return Hold(id, token, Completed, ct, task => task.State == PoolTaskState.Done && task.Result == Text("the result", result));

        PoolTask Completed(CoordinationDatabase db, PoolTask task, DateTimeOffset now)
        {
            db.Execute("UPDATE pool SET state = 3, lease_until = NULL, result = $2 WHERE id = $1", id, Text("the result", result));
            PoolRows.Note(db, now, task with { State = PoolTaskState.Done });
            PoolSweep.Done(db, id, now);
            return Require(db, id);
        }
    }

    public Task<PoolTask> FailAsync(string id, long token, string? reason = null, CancellationToken ct = default)
    {
        return Hold(id, token, Failed, ct);

        PoolTask Failed(CoordinationDatabase db, PoolTask task, DateTimeOffset now)
        {
            var isLast = task.MaxAttempts <= task.Attempt;
            var why = Text("the reason", reason);
            db.Execute(
                "UPDATE pool SET state = $2, lease_until = NULL, owner = $3, result = $4 WHERE id = $1",
                id,
                (int)(isLast ? PoolTaskState.Dead : PoolTaskState.Ready),
                isLast ? task.Owner : null,
                why);
            var after = Require(db, id);
            PoolRows.Note(db, now, after with { Owner = task.Owner }, why is null ? null : OneLine.Of(why, 200));
            PoolSweep.EndedBadly(db, after, now);
            PoolSweep.Run(db, now);
            return Require(db, id);
        }
    }

    public Task<PoolTask> CancelAsync(string id, CancellationToken ct = default) => Inline.Run(
        () => database.Write(
            db =>
            {
                var now = time.GetUtcNow();
                PoolSweep.Run(db, now);
                var task = Require(db, id);
                if (task.State is PoolTaskState.Waiting or PoolTaskState.Ready or PoolTaskState.Leased)
                {
                    db.Execute("UPDATE pool SET state = 6, lease_until = NULL WHERE id = $1", id);
                    task = Require(db, id);
                    PoolRows.Note(db, now, task);
                    PoolSweep.EndedBadly(db, task, now);
                }

                return task with { Token = null };
            },
            isDurable: true),
        ct);

    /// <summary>Whether there may be something to claim; a look that writes nothing.</summary>
    public bool MayHaveWork(string? id) => database.Read(db =>
        PoolSweep.IsDue(db, time.GetUtcNow()) || db.Value("SELECT 1 FROM pool WHERE state = 1 AND ($1 IS NULL OR id = $1) LIMIT 1", id) is not null);

    /// <summary>The deadline of a task in milliseconds of the epoch; null for none.</summary>
    /// <exception cref="OrchException">It is not a time (usage).</exception>
    internal static long? Deadline(IReadOnlyDictionary<string, string> constraints)
    {
        if (!constraints.TryGetValue("deadline", out var text))
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var deadline) && text.Length >= 10
            ? deadline.ToUnixTimeMilliseconds()
            : throw OrchException.Usage($"the constraint deadline is a time as 2030-01-31T12:00:00Z, not '{OneLine.Of(text, 60)}'");
    }

    private PoolTask Check(PoolTaskDraft draft)
    {
        var id = draft.Id is null ? Ids.New("job") : CoordinationInput.Name("a task's id", draft.Id);
        var after = CoordinationInput.Names("a task's id", draft.After);
        if (after.Contains(id, StringComparer.Ordinal))
        {
            throw OrchException.Usage($"the task {id} cannot wait for itself");
        }

        if (draft.MaxAttempts < 1)
        {
            throw OrchException.Usage($"a task is given out at least once, not {draft.MaxAttempts} times");
        }

        return new()
        {
            Id = id,
            Description = Text("the description", draft.Description)!,
            State = PoolTaskState.Ready,
            Requires = CoordinationInput.Names("a capability", draft.Requires),
            Constraints = CoordinationInput.Pairs("the constraints", draft.Constraints),
            After = after,
            Priority = draft.Priority,
            MaxAttempts = draft.MaxAttempts,
        };
    }

    private string? Text(string what, string? text) => text is null ? null : CoordinationInput.Text(what, redact(CoordinationInput.Text(what, text)));

    private static PoolTask Publish(CoordinationDatabase db, PoolTask task, long? deadline, DateTimeOffset now)
    {
        PoolSweep.Run(db, now);
        foreach (var id in task.After)
        {
            var before = PoolRows.Find(db, id) ?? throw OrchException.NotFound($"no task {id} in the pool for this one to wait for: 'orch a2a tasks' shows those there are; publish it first");
            task = before.State switch
            {
                PoolTaskState.Done => task,
                PoolTaskState.Failed or PoolTaskState.Dead or PoolTaskState.Cancelled =>
                    task with { State = PoolTaskState.Failed, Result = $"{id}, which it waits for, is {SnakeCase.Of(before.State)}" },
                _ => task.State == PoolTaskState.Failed ? task : task with { State = PoolTaskState.Waiting },
            };
        }

        if (!PoolRows.Insert(db, task, deadline, now))
        {
            throw OrchException.Conflict($"there is a task {task.Id} already: choose another id, or leave --id away for one that is made");
        }

        PoolSweep.Run(db, now);
        return Require(db, task.Id) with { Token = null };
    }

    private static PoolTask? Take(CoordinationDatabase db, string agent, string? id, TimeSpan lease, DateTimeOffset now)
    {
        SqliteRegistry.Renew(db, agent, now);
        PoolSweep.Run(db, now);
        var until = (now + lease).ToUnixTimeMilliseconds();
        var capabilities = db.Value("SELECT capabilities FROM registry WHERE name = $1", agent) as string ?? "[]";
        PoolTask? task;
        if (id is null)
        {
            task = db.Rows(Claim, PoolRows.ReadClaimed, agent, until, capabilities).SingleOrDefault();
        }
        else
        {
            Refuse(Require(db, id), agent, CoordinationJson.List(capabilities));
            task = db.Rows(ClaimOne, PoolRows.ReadClaimed, agent, until, id).Single();
        }

        if (task is not null)
        {
            PoolRows.Note(db, now, task);
        }

        return task;
    }

    private static void Refuse(PoolTask task, string agent, IReadOnlyList<string> capabilities)
    {
        if (task.State != PoolTaskState.Ready)
        {
            throw OrchException.Conflict($"the task {task.Id} is not to be had: it is {SnakeCase.Of(task.State)}{(task.State == PoolTaskState.Leased ? $" to {task.Owner}" : "")}; 'orch a2a claim' takes another");
        }

        if (task.Requires.Except(capabilities, StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
        {
            throw OrchException.Conflict($"the task {task.Id} requires {string.Join(", ", missing)}, which {agent} has not registered: 'orch a2a register {agent} --capability {missing[0]}'");
        }
    }

    private Task<PoolTask> Hold(string id, long token, Func<CoordinationDatabase, PoolTask, DateTimeOffset, PoolTask> change, CancellationToken ct, Func<PoolTask, bool>? isRepeat = null) => Inline.Run(
        () => database.Write(
            db =>
            {
                var now = time.GetUtcNow();
                PoolSweep.Run(db, now);
                var task = Require(db, id);
                if (task.Token == token && task.State == PoolTaskState.Leased)
                {
                    SqliteRegistry.Renew(db, task.Owner!, now);
                    return change(db, task, now);
                }

                if (task.Token == token && isRepeat?.Invoke(task) == true)
                {
                    return task;
                }

                throw OrchException.Conflict($"the token {token} of the task {id} is stale: the task is {SnakeCase.Of(task.State)} now{(task.Owner is null ? "" : $" ({task.Owner})")}, so what was done under it does not count; claim it again");
            },
            isDurable: true),
        ct);

    private void Sweep()
    {
        if (database.Read(db => PoolSweep.IsDue(db, time.GetUtcNow())))
        {
            database.Write(
                db =>
                {
                    PoolSweep.Run(db, time.GetUtcNow());
                    return 0;
                },
                isDurable: true);
        }
    }

    private static PoolTask Require(CoordinationDatabase db, string id) =>
        PoolRows.Find(db, CoordinationInput.Name("a task's id", id)) ?? throw OrchException.NotFound($"no task {id} in the pool: 'orch a2a tasks' shows those there are");
}
