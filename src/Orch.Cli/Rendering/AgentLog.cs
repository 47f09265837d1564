using Orch.Agents;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Rendering;

/// <summary>Shows what an agent said and did, and what Orch did around it, from what was stored.</summary>
internal sealed class AgentLog(OrchState state, Terminal terminal, TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly AttemptLog attempts = new(state, terminal, time, new TranscriptRenderer(terminal.Out, terminal.OutKind, () => terminal.OutSize.Columns));
    private readonly HashSet<int> shown = [];

    /// <summary>The CLI's own output instead of a rendering.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Goes on until the agent stops.</summary>
    public bool Follows { get; init; }

    /// <summary>The number of the last event that was taken.</summary>
    public long Seen { get; private set; }

    /// <summary>Shows one attempt, or all. False when there was none.</summary>
    public async Task<bool> ShowAsync(string name, int? only, CancellationToken ct)
    {
        if (!IsRaw && only is null)
        {
            return await ShowAllAsync(name, ct);
        }

        for (var n = only ?? 1; ; n++)
        {
            if (await AwaitAttemptAsync(name, n, ct) is not { } attempt)
            {
                return only is null && n > 1;
            }

            await ShowAttemptAsync(name, attempt, ct);
            if (only is not null)
            {
                return true;
            }
        }
    }

    private async Task<bool> ShowAllAsync(string name, CancellationToken ct)
    {
        var agent = state.Agents.Get(name).Record;
        attempts.Renderer.Head(agent);
        while (true)
        {
            // Looked at before the events are read: what came before the end is then among them.
            var isOver = !Follows || AgentFollower.HasStopped(state.Agents.Get(name).Display().State);
            while (state.Events.Read(Seen, name) is { Count: > 0 } events)
            {
                foreach (var one in events)
                {
                    Seen = one.Seq;
                    await TakeAsync(name, one, ct);
                }
            }

            terminal.Flush();
            if (isOver)
            {
                break;
            }

            await Task.Delay(Step, time, ct);
        }

        foreach (var attempt in state.Agents.Get(name).Record.Attempts.Where(attempt => !shown.Contains(attempt.N)))
        {
            await ShowAttemptAsync(name, attempt, ct);
        }

        return shown.Count > 0;
    }

    private async Task TakeAsync(string name, EventRecord one, CancellationToken ct)
    {
        if (one.Kind == EventKinds.AttemptStarted)
        {
            if (int.TryParse(one.Text("n"), out var n) && state.Agents.Get(name).Record.Attempts.FirstOrDefault(attempt => attempt.N == n) is { } attempt)
            {
                await ShowAttemptAsync(name, attempt, ct);
            }
        }
        else if (StepText.Of(one) is { } step)
        {
            attempts.Renderer.Step($"{terminal.Clock(one.At)} {step.Text}", step.Tone);
        }
    }

    private async Task ShowAttemptAsync(string name, AttemptRecord attempt, CancellationToken ct)
    {
        shown.Add(attempt.N);
        await (IsRaw ? attempts.ShowRawAsync(name, attempt, Follows, ct) : attempts.ShowAsync(name, attempt, Follows, ct));
        terminal.Flush();
    }

    private async Task<AttemptRecord?> AwaitAttemptAsync(string name, int n, CancellationToken ct)
    {
        while (true)
        {
            var agent = state.Agents.Get(name).Display();
            if (agent.Attempts.FirstOrDefault(attempt => attempt.N == n) is { } found)
            {
                return found;
            }

            if (!Follows || AgentFollower.HasStopped(agent.State))
            {
                return null;
            }

            await Task.Delay(Step, time, ct);
        }
    }
}
