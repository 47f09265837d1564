using Orch.State;
using Spectre.Console;

namespace Orch.Cli.Rendering;

/// <summary>Progress on a terminal: a line for each agent that is redrawn in place, and what the user should not miss above it.</summary>
internal sealed class LiveProgress(Terminal terminal, IReadOnlyList<string> names) : IProgressView
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    public async Task ShowAsync(IAsyncEnumerable<EventRecord> events, CancellationToken ct)
    {
        var console = terminal.ErrorConsole();
        var rows = names.Select(name => new ProgressRow(name, terminal.Time.GetUtcNow())).ToList();
        await console.Live(Lines()).AutoClear(true).StartAsync(async live =>
        {
            await using var source = events.GetAsyncEnumerator(ct);
            var next = source.MoveNextAsync().AsTask();
            while (true)
            {
                while (next.IsCompleted)
                {
                    if (!await next)
                    {
                        return;
                    }

                    Take(source.Current);
                    next = source.MoveNextAsync().AsTask();
                }

                (console.Profile.Width, console.Profile.Height) = terminal.ErrorSize;
                live.UpdateTarget(Lines());
                await Task.WhenAny(next, Task.Delay(Redraw, terminal.Time, ct));
            }
        });

        ProgressLines Lines() => new(rows, terminal.Time.GetUtcNow());

        void Take(EventRecord one)
        {
            rows.Find(row => row.Name == one.Agent)?.Take(one);
            if (one.Kind is EventKinds.Warning or EventKinds.Rescued || (one.Kind == EventKinds.AttemptEnded && one.Text("outcome") != "success"))
            {
                console.Write(new Text($"{terminal.Clock(one.At)} {one.Agent}: {EventText.Line(one)}\n"));
            }
        }
    }
}
