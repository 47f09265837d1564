using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Orch.Agents;
using Orch.Sessions;
using Orch.State;

namespace Orch.Live;

/// <summary>Takes messages for a live session and types them one after the other, each when the CLI is idle.</summary>
internal sealed class LiveDesk(string name, HandoverSocket door, LiveTyping typing, TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Channel<(string Text, NetworkStream Sender)> queue = Channel.CreateUnbounded<(string, NetworkStream)>();
    private int open;

    /// <summary>Works until the cancellation.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await Task.WhenAll(AcceptAsync(ct), DeliverAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The session ends; who waits for a word sees the line go dead.
        }
    }

    private async Task AcceptAsync(CancellationToken ct)
    {
        while (true)
        {
            var stream = new NetworkStream(await door.AcceptAsync(ct), ownsSocket: true);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            try
            {
                if (await HandoverFrame.ReadAsync(stream, patience.Token) is { } text)
                {
                    if (Interlocked.Increment(ref open) > 1)
                    {
                        await TellAsync(stream, new(TurnState.Queued, $"{name} gets it after what was sent before"), ct);
                    }

                    queue.Writer.TryWrite((Encoding.UTF8.GetString(text), stream));
                    continue;
                }
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Whoever connected says nothing.
            }

            await stream.DisposeAsync();
        }
    }

    private async Task DeliverAsync(CancellationToken ct)
    {
        await foreach (var (text, sender) in queue.Reader.ReadAllAsync(ct))
        {
            await using (sender)
            {
                LiveWord word;
                try
                {
                    word = await DeliverAsync(text, sender, ct);
                }
                catch (OrchException e)
                {
                    word = new(TurnState.Failed, e.Message);
                }

                await TellAsync(sender, word, ct);
                Interlocked.Decrement(ref open);
            }
        }
    }

    private async Task<LiveWord> DeliverAsync(string text, NetworkStream sender, CancellationToken ct)
    {
        for (var isQueued = false; ; await Task.Delay(Step, time, ct))
        {
            var state = await typing.LookAsync(ct);
            switch (state)
            {
                case LiveState.Idle:
                    return await typing.TypeAsync(text, ct);
                case LiveState.Waiting when !isQueued:
                    return new(TurnState.Failed, $"a dialog of its own waits for a person, and nothing is typed into that: 'orch attach {name}' shows it, answer it and send again");
                case LiveState.Unknown when !isQueued:
                    return new(TurnState.Failed, $"it cannot be seen whether it takes a prompt now: 'orch attach {name}' shows it");
                case LiveState.Busy or LiveState.Starting when !isQueued:
                    isQueued = true;
                    await TellAsync(sender, new(TurnState.Queued, $"{name} is {SnakeCase.Of(state)} and gets it when it is idle"), ct);
                    break;
            }
        }
    }

    private static async Task TellAsync(NetworkStream sender, LiveWord word, CancellationToken ct)
    {
        try
        {
            await word.WriteAsync(sender, ct);
        }
        catch (IOException)
        {
            // It did not wait for the answer.
        }
    }
}
