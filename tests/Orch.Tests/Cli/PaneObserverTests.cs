using Microsoft.Extensions.Time.Testing;
using Orch.Agents;
using Orch.Cli.Rendering;

namespace Orch.Tests.Cli;

/// <summary>A pane that stands still, as after ctrl-s.</summary>
public sealed class PaneObserverTests : IDisposable
{
    private readonly CliWorld world = new();
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly StuckWriter pane = new();

    [Fact]
    public async Task A_pane_that_takes_nothing_keeps_nobody_from_going_on_or_from_leaving()
    {
        using var over = new CancellationTokenSource();
        var (_, shown) = await FloodAsync(over.Token);

        await over.CancelAsync();
        await EndAsync(shown);

        pane.Release();
    }

    [Fact]
    public async Task What_a_slow_pane_could_not_take_is_counted_and_the_rest_is_shown()
    {
        using var over = new CancellationTokenSource();
        var (sent, shown) = await FloodAsync(over.Token);

        pane.Release();
        var text = await pane.CaughtUp;
        await over.CancelAsync();
        await EndAsync(shown);

        Assert.Contains($"line {PaneObserver.Waiting - 1}", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"line {PaneObserver.Waiting}", text, StringComparison.Ordinal);
        Assert.Contains($"{sent - PaneObserver.Waiting} events came too fast to show: 'orch logs busy' has them", text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        pane.Dispose();
        world.Dispose();
    }

    private async Task<(int Sent, Task Shown)> FloodAsync(CancellationToken over)
    {
        const int sent = 3 * PaneObserver.Waiting;
        world.Add("busy");
        var observer = new PaneObserver(new Terminal(pane, TextWriter.Null, time), world.OpenState(), "busy");
        var shown = observer.FollowAsync(over);
        await pane.Stuck;
        for (var i = 0; i < sent; i++)
        {
            observer.OnAgentEvent(1, "claude", new AgentEvent.Said($"line {i}"));
        }

        return (sent, shown);
    }

    private async Task EndAsync(Task shown)
    {
        while (!shown.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await shown;
    }

    private sealed class StuckWriter : StringWriter
    {
        private readonly TaskCompletionSource stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<string> caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim released = new();

        public Task Stuck => stuck.Task;

        /// <summary>What was shown once it said that something was left out.</summary>
        public Task<string> CaughtUp => caughtUp.Task;

        public void Release() => released.Set();

        public override void Flush()
        {
            stuck.TrySetResult();
            released.Wait();
            if (ToString() is var text && text.Contains("too fast", StringComparison.Ordinal))
            {
                caughtUp.TrySetResult(text);
            }
        }

        protected override void Dispose(bool disposing)
        {
            released.Set();
            base.Dispose(disposing);
        }
    }
}
