using Orch.Agents;
using Orch.State;

namespace Orch.Supervision;

/// <summary>
/// Writes what an agent does in one attempt into the event log. Of a flood only so much is written; the newest line always is, if late, and
/// the transcript has everything. Safe to use from several threads.
/// </summary>
internal sealed class ProgressLog : IDisposable
{
    /// <summary>So many lines may come at once.</summary>
    public const int Burst = 100;

    /// <summary>So many a second may come for long.</summary>
    public const int PerSecond = 20;

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly OrchState state;
    private readonly TimeProvider time;
    private readonly string agent;
    private readonly int attempt;
    private readonly ITimer timer;
    private (string What, string Text)? waiting;
    private double left = Burst;
    private long counted;
    private bool isDisposed;

    public ProgressLog(OrchState state, TimeProvider time, string agent, int attempt)
    {
        (this.state, this.time, this.agent, this.attempt) = (state, time, agent, attempt);
        counted = time.GetTimestamp();
        timer = time.CreateTimer(_ => TryFlush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(AgentEvent one)
    {
        lock (gate)
        {
            if (isDisposed || ProgressText.Of(one) is not { } progress)
            {
                return;
            }

            if (Refill() >= 1)
            {
                left--;
                waiting = null;
                Write(progress);
            }
            else
            {
                if (waiting is null)
                {
                    timer.Change(Late, Timeout.InfiniteTimeSpan);
                }

                waiting = progress;
            }
        }
    }

    /// <summary>Writes what waits.</summary>
    public void Dispose()
    {
        Flush();
        lock (gate)
        {
            isDisposed = true;
        }

        timer.Dispose();
    }

    private void TryFlush()
    {
        try
        {
            Flush();
        }
        catch (Exception)
        {
            // The next line, or the end of the attempt, meets the same trouble where somebody handles it.
        }
    }

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        lock (gate)
        {
            if (!isDisposed && waiting is { } progress)
            {
                waiting = null;
                Write(progress);
            }
        }
    }

    private double Refill()
    {
        var now = time.GetTimestamp();
        left = Math.Min(Burst, left + (time.GetElapsedTime(counted, now).TotalSeconds * PerSecond));
        counted = now;
        return left;
    }

    private void Write((string What, string Text) progress)
    {
        if (state.Reserve?.IsGiven is not true)
        {
            state.Events.Append(agent, new NewEvent(EventKinds.Progress, ("n", $"{attempt}"), ("what", progress.What), ("text", progress.Text)));
        }
    }
}
