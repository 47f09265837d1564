using System.Text;
using Orch.State;

namespace Orch.Processes;

/// <summary>
/// A private file (0600) that keeps the head and the tail of an endless log. The head is written at once, so that it can be followed;
/// the tail is kept in memory and written on disposal. Lines stay whole. Safe to use from several threads.
/// </summary>
internal sealed class CappedLog : IDisposable
{
    /// <summary>8 MiB.</summary>
    public const int DefaultCapacity = 8 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly FileStream file;
    private readonly CancellationToken over;
    private readonly int half;
    private readonly Queue<byte[]> tail = [];
    private int headRoom;
    private int tailBytes;
    private long written;
    private long droppedBytes;
    private long droppedLines;
    private bool isHeadFull;
    private bool isDisposed;

    private CappedLog(FileStream file, int capacity, CancellationToken over)
    {
        this.file = file;
        this.over = over;

        // The marker line of the gap has to fit too.
        half = Math.Max(0, (capacity - 100) / 2);
        headRoom = half;
    }

    /// <summary>Why the log is not whole, when the file could not be written: a full disk ends a log, not the work that it is about.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Creates the file; one that exists is an error.</summary>
    public static CappedLog Create(string path, int capacity = DefaultCapacity) => OnFile(PrivateFile.Create(path), capacity);

    /// <summary>Creates the file; one that exists is an error.</summary>
    /// <param name="path">The file.</param>
    /// <param name="over">Once it is cancelled nothing more is written, also not on disposal.</param>
    public static CappedLog CreateUntil(string path, CancellationToken over) => new(PrivateFile.Create(path), DefaultCapacity, over);

    /// <summary>Writes to a file that is open already.</summary>
    internal static CappedLog OnFile(FileStream file, int capacity = DefaultCapacity) => new(file, capacity, CancellationToken.None);

    public void WriteLine(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            isHeadFull |= bytes.Length > headRoom;
            if (isHeadFull)
            {
                Keep(bytes);
                return;
            }

            headRoom -= bytes.Length;
            if (!TryWrite(bytes))
            {
                isHeadFull = true;
                Keep(bytes);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
            if (droppedLines > 0)
            {
                TryWrite(Encoding.UTF8.GetBytes($"[… {droppedLines} lines, {droppedBytes} bytes left out …]\n"));
            }

            foreach (var line in tail)
            {
                TryWrite(line);
            }

            file.Dispose();
        }
    }

    private void Keep(byte[] line)
    {
        tail.Enqueue(line);
        tailBytes += line.Length;
        while (tailBytes > half)
        {
            var oldest = tail.Dequeue();
            tailBytes -= oldest.Length;
            droppedBytes += oldest.Length;
            droppedLines++;
        }
    }

    // The log ends where the disk did: room that is made then is for the record of how the work ended.
    private bool TryWrite(byte[] bytes)
    {
        if (Trouble is not null || over.IsCancellationRequested)
        {
            return false;
        }

        try
        {
            file.Write(bytes);
            written += bytes.Length;
            return true;
        }
        catch (IOException e)
        {
            Trouble ??= e.Message;
            CutBackTo(written);
            return false;
        }
    }

    // So that a line that did not fit leaves no half of it.
    private void CutBackTo(long length)
    {
        try
        {
            file.SetLength(length);
            file.Position = length;
        }
        catch (Exception e) when (e is IOException or NotSupportedException or UnauthorizedAccessException or ArgumentException)
        {
            // Not a file that can be cut.
        }
    }
}
