using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>Progress as lines for a pipe or a log: <c>HH:MM:SS name: text</c>.</summary>
internal sealed class PlainProgress(Terminal terminal) : IProgressView
{
    public async Task ShowAsync(IAsyncEnumerable<EventRecord> events, CancellationToken ct)
    {
        await foreach (var one in events.WithCancellation(ct))
        {
            terminal.Say($"{terminal.Clock(one.At)} {one.Agent}: {EventText.Line(one)}");
        }
    }
}
