using System.Text;

namespace Orch.Cli.Mcp;

/// <summary>
/// The client's lines, none of them longer than is taken. A longer one is thrown away as it comes, without being kept in memory, and a short
/// call with its id takes its place, so that the client gets an answer.
/// </summary>
/// <param name="source">The client's end.</param>
/// <param name="calls">The open calls; while there are any, the end of the input is held back for a while.</param>
internal sealed class McpInput(Stream source, McpCalls calls) : Stream
{
    /// <summary>The longest line: 8 MiB, enough for a text of 1 MiB in any escaping.</summary>
    public const int LongestLine = 8 << 20;

    /// <summary>The name of the tool in the place of a call that is too long.</summary>
    public const string TooLong = "too_long";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly MemoryStream line = new();
    private readonly RequestId id = new();
    private ReadOnlyMemory<byte> ready;
    private ReadOnlyMemory<byte> unread;
    private long length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken ct = default)
    {
        while (ready.IsEmpty)
        {
            if (unread.IsEmpty)
            {
                // A read from the console cannot be cancelled: at the end it is left behind.
                var count = await source.ReadAsync(buffer, ct).AsTask().WaitAsync(ct);
                if (count == 0)
                {
                    await calls.WaitAsync(Patience, ct);
                    return 0;
                }

                unread = buffer.AsMemory(0, count);
            }

            Take();
        }

        var part = ready[..Math.Min(ready.Length, destination.Length)];
        part.CopyTo(destination);
        ready = ready[part.Length..];
        return part.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
            line.Dispose();
        }

        base.Dispose(disposing);
    }

    // One line, or the part of it that is there.
    private void Take()
    {
        var end = unread.Span.IndexOf((byte)'\n');
        var part = end < 0 ? unread : unread[..(end + 1)];
        unread = unread[part.Length..];
        id.Read(part.Span);
        length += part.Length;
        if (length <= LongestLine)
        {
            line.Write(part.Span);
        }

        if (end < 0)
        {
            return;
        }

        if (id.Json is { } opened)
        {
            calls.Opened(opened);
        }

        ready = length <= LongestLine ? line.ToArray() : Replacement();
        line.SetLength(0);
        length = 0;
        id.Reset();
    }

    private byte[] Replacement() => id.Json is { } json
        ? Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{json}}},"method":"tools/call","params":{"name":"{{{TooLong}}}"}}""" + "\n")
        : [];
}
