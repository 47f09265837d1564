using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Orch.Cli.Watching;

/// <summary>The keys that are pressed on a raw terminal, as they come. Reads nothing any more once it is disposed: what comes then is another program's.</summary>
internal sealed partial class Keyboard : IAsyncDisposable
{
    private const int Look = 50;
    private const short Readable = 1;

    private readonly int descriptor;
    private readonly Channel<Key> keys = Channel.CreateUnbounded<Key>();
    private readonly CancellationTokenSource closing = new();
    private readonly Task reading;

    /// <param name="descriptor">The terminal.</param>
    public Keyboard(int descriptor)
    {
        this.descriptor = descriptor;
        reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The next key that waits; null when none does.</summary>
    public Key? Next() => keys.Reader.TryRead(out var key) ? key : null;

    /// <summary>Returns when a key waits; false when there will be no more.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken ct) => keys.Reader.WaitToReadAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await reading;
        closing.Dispose();
    }

    private void Read()
    {
        var decoder = new KeyDecoder();
        var buffer = new byte[4096];
        while (!closing.IsCancellationRequested)
        {
            var waiting = new Waiting { Descriptor = descriptor, Events = Readable };
            var ready = Poll(ref waiting, 1, Look);
            if (ready == 0 && decoder.IsOpen)
            {
                Give(decoder.Flush());
            }

            if (ready <= 0)
            {
                continue;
            }

            var length = (int)Read(descriptor, buffer, (nuint)buffer.Length);
            if (length <= 0)
            {
                // The terminal is gone.
                break;
            }

            Give(decoder.Take(buffer.AsSpan(0, length)));
        }

        keys.Writer.TryComplete();
    }

    private void Give(IReadOnlyList<Key> taken)
    {
        foreach (var key in taken)
        {
            keys.Writer.TryWrite(key);
        }
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref Waiting waiting, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, [Out] byte[] buffer, nuint length);

    [StructLayout(LayoutKind.Sequential)]
    private struct Waiting
    {
        public int Descriptor;
        public short Events;
        public short Found;
    }
}
