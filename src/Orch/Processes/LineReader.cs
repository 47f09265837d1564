using System.Runtime.CompilerServices;
using System.Text;

namespace Orch.Processes;

/// <summary>Reads an endless stream of UTF-8 lines within bounded memory.</summary>
internal static class LineReader
{
    /// <summary>1 MiB.</summary>
    public const int DefaultMaximum = 1024 * 1024;

    /// <summary>The lines of a stream, until its end or until its pipe goes away.</summary>
    /// <param name="stream">What is read; it stays open.</param>
    /// <param name="maximum">How many bytes of a line are kept; the rest of a longer one is dropped.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async IAsyncEnumerable<OutputLine> ReadAsync(
        Stream stream, int maximum = DefaultMaximum, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var line = new List<byte>();
        var isCut = false;
        var isOpen = false;
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await TryReadAsync(stream, buffer, ct)) > 0)
        {
            var at = 0;
            while (at < read)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', at, read - at);
                var piece = (end < 0 ? read : end) - at;
                var kept = Math.Min(piece, maximum - line.Count);
                line.AddRange(buffer.AsSpan(at, kept));
                isCut |= kept < piece;
                isOpen = end < 0;
                at += piece + 1;
                if (end >= 0)
                {
                    yield return Make(line, isCut, isWhole: true);
                    line.Clear();
                    isCut = false;
                }
            }
        }

        if (isOpen)
        {
            yield return Make(line, isCut, isWhole: false);
        }
    }

    private static OutputLine Make(List<byte> line, bool isCut, bool isWhole)
    {
        var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line);
        if (isCut)
        {
            bytes = bytes[..^Utf8Cut.PartialAtEnd(bytes)];
        }
        else if (isWhole && bytes is [.., (byte)'\r'])
        {
            bytes = bytes[..^1];
        }

        return new(Encoding.UTF8.GetString(bytes), isCut, isWhole);
    }

    private static async ValueTask<int> TryReadAsync(Stream stream, byte[] buffer, CancellationToken ct)
    {
        try
        {
            return await stream.ReadAsync(buffer, ct);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
