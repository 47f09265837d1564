namespace Orch.Cli.Mcp;

/// <summary>What the client is told; notes which calls are answered by it.</summary>
/// <param name="target">The client's end.</param>
/// <param name="calls">The open calls.</param>
internal sealed class McpOutput(Stream target, McpCalls calls) : Stream
{
    private readonly RequestId id = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken ct = default)
    {
        await target.WriteAsync(buffer, ct);
        id.Read(buffer.Span);
        if (buffer.Span.EndsWith("\n"u8))
        {
            await target.FlushAsync(ct);
            if (id.Json is { } answered)
            {
                calls.Closed(answered);
            }

            id.Reset();
        }
    }

    public override Task FlushAsync(CancellationToken ct) => target.FlushAsync(ct);

    public override void Flush() => target.Flush();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            target.Dispose();
        }

        base.Dispose(disposing);
    }
}
