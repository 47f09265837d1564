namespace Orch.Coordination;

/// <summary>
/// Tasks that agents take from a common pool. A claim is a lease with a fencing token: a holder whose lease has passed cannot complete
/// what somebody else has claimed since. Claims and completions survive a power cut.
/// </summary>
public interface ITaskPool
{
    /// <summary>Adds a task.</summary>
    /// <param name="draft">What is to be done.</param>
    /// <param name="ct">Gives up before anything was recorded.</param>
    /// <returns>The task, <see cref="PoolTaskState.Waiting"/> or <see cref="PoolTaskState.Ready"/>.</returns>
    /// <exception cref="OrchException">An id is not one, or a prerequisite would make a circle (usage); the id is taken (conflict); a prerequisite is unknown (not found).</exception>
    Task<PoolTask> PublishAsync(PoolTaskDraft draft, CancellationToken ct = default);

    /// <summary>The tasks, in the order in which they would be claimed.</summary>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The tasks; tokens are not shown.</returns>
    Task<IReadOnlyList<PoolTask>> ListAsync(PoolTaskState? state = null, CancellationToken ct = default);

    /// <summary>One task.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The task, without its token.</returns>
    /// <exception cref="OrchException">There is no such task (not found).</exception>
    Task<PoolTask> GetAsync(string id, CancellationToken ct = default);

    /// <summary>Takes a task: the named one, else the ready one with the highest priority, the oldest first, whose requirements the agent's registered capabilities meet.</summary>
    /// <param name="agent">Who takes it.</param>
    /// <param name="id">Which; null for any.</param>
    /// <param name="lease">How long it is the agent's own without a renewal; null for 60 seconds.</param>
    /// <param name="ct">Gives up before anything was taken.</param>
    /// <returns>The task with the token; null when there is none to take.</returns>
    /// <exception cref="OrchException">The named task is unknown (not found), or not to be had by this agent now (conflict).</exception>
    Task<PoolTask?> ClaimAsync(string agent, string? id = null, TimeSpan? lease = null, CancellationToken ct = default);

    /// <summary>Extends a lease from now.</summary>
    /// <param name="id">The task.</param>
    /// <param name="token">The token of the claim.</param>
    /// <param name="lease">How long; null for 60 seconds.</param>
    /// <param name="ct">Gives up before anything was recorded.</param>
    /// <returns>The task.</returns>
    /// <exception cref="OrchException">There is no such task (not found); the token is stale (conflict).</exception>
    Task<PoolTask> RenewAsync(string id, long token, TimeSpan? lease = null, CancellationToken ct = default);

    /// <summary>Ends a task well; those that wait for it become ready.</summary>
    /// <param name="id">The task.</param>
    /// <param name="token">The token of the claim.</param>
    /// <param name="result">What came of it, at most 1 MiB; null for nothing to say.</param>
    /// <param name="ct">Gives up before anything was recorded.</param>
    /// <returns>The task.</returns>
    /// <exception cref="OrchException">There is no such task (not found); the token is stale (conflict).</exception>
    Task<PoolTask> CompleteAsync(string id, long token, string? result = null, CancellationToken ct = default);

    /// <summary>Gives a task back as not done: ready again, or <see cref="PoolTaskState.Dead"/> after its last attempt.</summary>
    /// <param name="id">The task.</param>
    /// <param name="token">The token of the claim.</param>
    /// <param name="reason">Why; null for nothing to say.</param>
    /// <param name="ct">Gives up before anything was recorded.</param>
    /// <returns>The task.</returns>
    /// <exception cref="OrchException">There is no such task (not found); the token is stale (conflict).</exception>
    Task<PoolTask> FailAsync(string id, long token, string? reason = null, CancellationToken ct = default);

    /// <summary>Takes a task out of the pool; a holder's later completion is refused.</summary>
    /// <param name="id">The task.</param>
    /// <param name="ct">Gives up before anything was recorded.</param>
    /// <returns>The task; one that had ended already is unchanged.</returns>
    /// <exception cref="OrchException">There is no such task (not found).</exception>
    Task<PoolTask> CancelAsync(string id, CancellationToken ct = default);
}
