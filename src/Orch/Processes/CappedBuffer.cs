using System.Text;

namespace Orch.Processes;

/// <summary>Keeps the head and the tail of an endless output within a fixed size.</summary>
internal sealed class CappedBuffer(int capacity)
{
    private readonly int half = Math.Max(1, capacity / 2);
    private readonly List<byte> head = [];
    private byte[] tail = [];
    private long tailBytes;

    /// <summary>How many bytes came in, kept or not.</summary>
    public long Total { get; private set; }

    /// <summary>How many bytes were dropped between head and tail.</summary>
    public long Dropped => Math.Max(0, tailBytes - half);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Total += bytes.Length;
        var room = (int)Math.Min(bytes.Length, half - head.Count);
        head.AddRange(bytes[..room]);
        bytes = bytes[room..];
        if (bytes.Length == 0)
        {
            return;
        }

        if (tail.Length == 0)
        {
            tail = new byte[half];
        }

        if (bytes.Length > half)
        {
            tailBytes += bytes.Length - half;
            bytes = bytes[^half..];
        }

        var at = (int)(tailBytes % half);
        var first = Math.Min(bytes.Length, half - at);
        bytes[..first].CopyTo(tail.AsSpan(at));
        bytes[first..].CopyTo(tail);
        tailBytes += bytes.Length;
    }

    public byte[] HeadBytes() => [.. head];

    /// <summary>The kept end, in order; empty while everything fits the head.</summary>
    public byte[] TailBytes()
    {
        if (tailBytes <= half)
        {
            return tail[..(int)Math.Min(tailBytes, tail.Length)];
        }

        var at = (int)(tailBytes % half);
        return [.. tail[at..], .. tail[..at]];
    }

    /// <summary>The kept text with a line that tells of a gap; a character that the cut went through is left out with it.</summary>
    public override string ToString()
    {
        if (Dropped == 0)
        {
            return Encoding.UTF8.GetString([.. head, .. TailBytes()]);
        }

        var before = HeadBytes().AsSpan();
        var after = TailBytes().AsSpan();
        before = before[..^Utf8Cut.PartialAtEnd(before)];
        after = after[Utf8Cut.PartialAtStart(after)..];
        return $"{Encoding.UTF8.GetString(before)}\n[… {Dropped} bytes left out …]\n{Encoding.UTF8.GetString(after)}";
    }
}
