using System.Threading.Channels;
using Orch.Agents;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Rendering;

/// <summary>
/// Shows in an agent's session what the agent says and does, and what Orch does around it. The session may go away or stand still at any
/// moment, and whatever goes wrong here: the agent goes on.
/// </summary>
/// <param name="terminal">The session's pane.</param>
/// <param name="state">The record, which has the steps between the attempts.</param>
/// <param name="name">The agent.</param>
internal sealed class PaneObserver(Terminal terminal, OrchState state, string name) : IAgentObserver
{
    /// <summary>So many events wait for a pane that is slower than the agent; those that come then are left out, and the pane says so.</summary>
    public const int Waiting = 2000;

    // What the supervisor itself does is told at once; others, who send a message for one, are seen within this time.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    // Right after something happened more may follow that nobody tells.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    // A pane that takes nothing any more keeps nobody from going.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Channel<Heard> queue = Channel.CreateBounded<Heard>(Waiting);
    private readonly Queue<EventRecord> steps = [];
    private readonly AttemptLog attempts = new(state, terminal, terminal.Time, new TranscriptRenderer(terminal.Out, terminal.OutKind, () => terminal.OutSize.Columns));
    private long seen;
    private int current;
    private int leftOut;

    // What is null wakes the pane for a step. The stamp is that of a clock that is never set.
    private sealed record Heard(DateTimeOffset At, long Stamp, int Attempt = 0, string Cli = "", AgentEvent? What = null);

    /// <summary>Shows what was before, of an agent that is taken up again, and then what comes, until it is cancelled.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        var shown = Task.Run(() => ShowAsync(ct), CancellationToken.None);
        await Task.WhenAny(shown, Task.Delay(Timeout.InfiniteTimeSpan, terminal.Time, ct));
        await Task.WhenAny(shown, Task.Delay(Patience, terminal.Time, CancellationToken.None));
    }

    public void OnAgentEvent(int attempt, string cli, AgentEvent one)
    {
        if (!queue.Writer.TryWrite(new(terminal.Time.GetUtcNow(), terminal.Time.GetTimestamp(), attempt, cli, one)))
        {
            Interlocked.Increment(ref leftOut);
        }
    }

    // The step itself is in the record, or is just about to be.
    public void OnStep(string text) => queue.Writer.TryWrite(new(terminal.Time.GetUtcNow(), terminal.Time.GetTimestamp()));

    private async Task ShowAsync(CancellationToken ct)
    {
        try
        {
            await BeginAsync(ct);
            while (!ct.IsCancellationRequested)
            {
                await WaitAsync(Show(terminal.Time.GetTimestamp()) ? Pace : Step, ct);
            }

            Show(long.MaxValue);
        }
        catch (Exception)
        {
            // A screen that is gone, or a record that cannot be read for it, must not stop the work.
            queue.Writer.TryComplete();
        }
    }

    /// <summary>Shows what came until a moment: what the agent did, and the steps around it where their times put them. False when there was nothing.</summary>
    private bool Show(long until)
    {
        // First the steps: what is heard of the agent after they were read is later than they are.
        foreach (var step in state.Events.Read(seen, name))
        {
            seen = step.Seq;
            steps.Enqueue(step);
        }

        var hasShown = steps.Count > 0;
        while (queue.Reader.TryPeek(out var one) && one.Stamp <= until && queue.Reader.TryRead(out _))
        {
            hasShown = true;
            ShowSteps(one.At);
            if (one.What is { } what)
            {
                Begin(one.Attempt, one.Cli, one.At);
                attempts.Renderer.Render(what);
            }
        }

        if (Interlocked.Exchange(ref leftOut, 0) is > 0 and var events)
        {
            attempts.Renderer.Step($"{events} events came too fast to show: 'orch logs {name}' has them", Tone.Attention);
        }

        ShowSteps(DateTimeOffset.MaxValue);
        terminal.Flush();
        return hasShown;
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken ct)
    {
        using var step = new CancellationTokenSource(time, terminal.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(step.Token, ct);
        try
        {
            await queue.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The time, or the end.
        }
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        if (state.Agents.Find(name)?.Record is not { Attempts.Count: > 0 } before)
        {
            attempts.Renderer.Head(state.Agents.Get(name).Record);
            return;
        }

        var log = new AgentLog(state, terminal, terminal.Time);
        await log.ShowAsync(name, only: null, ct);
        (seen, current) = (log.Seen, before.Attempts[^1].N);
    }

    // The record's times are in whole milliseconds.
    private void ShowSteps(DateTimeOffset before)
    {
        while (steps.TryPeek(out var one) && one.At.AddMilliseconds(1) <= before)
        {
            steps.Dequeue();
            var n = int.TryParse(one.Text("n"), out var number) ? number : 0;
            if (one.Kind == EventKinds.AttemptStarted)
            {
                Begin(n, one.Text("cli"), one.At);
            }
            else if (one.Kind == EventKinds.AttemptEnded && attempts.Find(name, n) is { } ended)
            {
                attempts.End(name, ended);
            }
            else if (StepText.Of(one) is { } step)
            {
                attempts.Renderer.Step($"{terminal.Clock(one.At)} {step.Text}", step.Tone);
            }
        }
    }

    private void Begin(int attempt, string cli, DateTimeOffset at)
    {
        if (attempt > current)
        {
            current = attempt;
            attempts.Renderer.Workspace = state.Agents.Get(name).Record.Workspace;
            attempts.Renderer.Begin(attempt, cli, terminal.Clock(at));
        }
    }
}
