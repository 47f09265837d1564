using Orch.Agents;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Rendering;

/// <summary>
/// Shows in an agent's session what the agent says and does, and what Orch does around it. The session may go away at any moment, and
/// whatever goes wrong here: the agent goes on.
/// </summary>
/// <param name="terminal">The session's pane.</param>
/// <param name="state">The record, which has the steps between the attempts.</param>
/// <param name="name">The agent.</param>
internal sealed class PaneObserver(Terminal terminal, OrchState state, string name) : IAgentObserver
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly AttemptLog attempts = new(state, terminal, terminal.Time, new TranscriptRenderer(terminal.Out, terminal.OutKind, () => terminal.OutSize.Columns));
    private long seen;
    private int current;
    private volatile bool isGone;

    /// <summary>Shows what was before, of an agent that is taken up again, and then its steps as they come, until it is cancelled.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        try
        {
            await BeginAsync(ct);
        }
        catch (Exception)
        {
            isGone = true;
        }

        while (!isGone && !ct.IsCancellationRequested)
        {
            Show(CatchUp);
            await Task.Delay(Step, terminal.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Show(CatchUp);
    }

    public void OnAgentEvent(int attempt, string cli, AgentEvent one) => Show(() =>
    {
        CatchUp();
        Begin(attempt, cli, terminal.Time.GetUtcNow());
        attempts.Renderer.Render(one);
    });

    public void OnStep(string text) => Show(CatchUp);

    private async Task BeginAsync(CancellationToken ct)
    {
        if (state.Agents.Find(name)?.Record is not { Attempts.Count: > 0 } before)
        {
            Show(() => attempts.Renderer.Head(state.Agents.Get(name).Record));
            return;
        }

        var log = new AgentLog(state, terminal, terminal.Time);
        await log.ShowAsync(name, only: null, ct);
        (seen, current) = (log.Seen, before.Attempts[^1].N);
    }

    private void CatchUp()
    {
        foreach (var one in state.Events.Read(seen, name))
        {
            seen = one.Seq;
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

    private void Show(Action render)
    {
        lock (gate)
        {
            if (isGone)
            {
                return;
            }

            try
            {
                render();
                terminal.Flush();
            }
            catch (Exception)
            {
                // A screen that is gone, or a record that cannot be read for it, must not stop the work.
                isGone = true;
            }
        }
    }
}
