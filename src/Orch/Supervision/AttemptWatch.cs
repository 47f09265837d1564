using Orch.Agents;

namespace Orch.Supervision;

/// <summary>Keeps an attempt's time and says when it has to be ended, and why.</summary>
internal sealed class AttemptWatch(TimeSpan timeout, TimeSpan idleTimeout, TimeProvider time) : IDisposable
{
    /// <summary>CLIs send statistics and close their connections after the last event; codex needs some five seconds without a network.</summary>
    public static readonly TimeSpan LeaveGrace = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim changed = new(0);
    private readonly TaskCompletionSource<StopReason> stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long heard = time.GetTimestamp();
    private long leavingSince;

    /// <summary>Something was heard of the CLI.</summary>
    public void Heard()
    {
        Interlocked.Exchange(ref heard, time.GetTimestamp());
        Interlocked.Exchange(ref leavingSince, 0);
    }

    /// <summary>The CLI said that it is done; unless it works on, it has to leave within <see cref="LeaveGrace"/>.</summary>
    public void ShouldLeave()
    {
        Interlocked.Exchange(ref leavingSince, time.GetTimestamp());
        changed.Release();
    }

    /// <summary>The attempt has to end for this reason; the first one counts.</summary>
    public void Stop(OwnAction action, AgentEvent.Retrying? sign = null) => stop.TrySetResult(new(action, sign));

    /// <summary>Waits until the attempt has to be ended.</summary>
    /// <param name="kill">The user wants the agent stopped.</param>
    /// <param name="over">The attempt has ended by itself.</param>
    /// <returns>Why; with <see cref="OwnAction.None"/> when it ended by itself.</returns>
    public async Task<StopReason> WaitAsync(CancellationToken kill, CancellationToken over)
    {
        using var killed = kill.Register(() => Stop(OwnAction.Killed));
        using var ended = over.Register(() => Stop(OwnAction.None));
        await using var wall = time.CreateTimer(_ => Stop(OwnAction.WallTimeout), null, timeout, Timeout.InfiniteTimeSpan);
        while (!stop.Task.IsCompleted)
        {
            var left = Left();
            if (left <= TimeSpan.Zero)
            {
                Stop(OwnAction.IdleTimeout);
                break;
            }

            await Task.WhenAny(stop.Task, changed.WaitAsync(over), Task.Delay(left, time, over));
        }

        return await stop.Task;
    }

    public void Dispose() => changed.Dispose();

    private TimeSpan Left()
    {
        var idle = idleTimeout - time.GetElapsedTime(Interlocked.Read(ref heard));
        var since = Interlocked.Read(ref leavingSince);
        return since != 0 && LeaveGrace - time.GetElapsedTime(since) is var leave && leave < idle ? leave : idle;
    }
}
