using System.Security.Cryptography;
using Orch.Processes;
using Orch.State;

namespace Orch.Proof;

/// <summary>Keeps the output of a validation command: in a private file of bounded size, and its last lines for the agent that has to mend it.</summary>
internal sealed class ValidationLog : IDisposable
{
    private const int TailLines = 200;
    private const int LongestTailLine = 400;
    private const int TailCharacters = 16 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<string> tail = [];
    private readonly CappedLog file;
    private int tailLength;

    private ValidationLog(string path)
    {
        Path = path;
        file = CappedLog.Create(path);
    }

    public string Path { get; }

    /// <summary>The last lines.</summary>
    public string Tail
    {
        get
        {
            lock (gate)
            {
                return string.Join('\n', tail);
            }
        }
    }

    /// <summary>Begins <c>validate.log</c>; the one of an earlier run gets a number.</summary>
    public static ValidationLog Create(string folder)
    {
        var path = System.IO.Path.Combine(folder, "validate.log");
        if (File.Exists(path))
        {
            var number = 1;
            while (File.Exists(Numbered(folder, number)))
            {
                number++;
            }

            File.Move(path, Numbered(folder, number));
        }

        return new(path);
    }

    /// <summary>A line of Orch's own, which is not part of the tail.</summary>
    public void Say(string line) => file.WriteLine(line);

    /// <summary>Keeps all lines of a stream, redacted, until it ends.</summary>
    public async Task KeepAsync(Stream stream, Redactor redactor)
    {
        var lines = new LineRedactor(redactor);
        await foreach (var line in LineReader.ReadAsync(stream, ct: CancellationToken.None))
        {
            Keep(lines.Redact(line.Text));
        }
    }

    /// <summary>Ends the file and gives the SHA-256 of its content.</summary>
    public string Close()
    {
        file.Dispose();
        using var content = File.OpenRead(Path);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    public void Dispose() => file.Dispose();

    private static string Numbered(string folder, int number) => System.IO.Path.Combine(folder, $"validate.{number}.log");

    private void Keep(string line)
    {
        lock (gate)
        {
            file.WriteLine(line);
            var shown = line.Length <= LongestTailLine ? line : line[..LongestTailLine] + "…";
            tail.Enqueue(shown);
            tailLength += shown.Length + 1;
            while (tail.Count > TailLines || tailLength > TailCharacters)
            {
                tailLength -= tail.Dequeue().Length + 1;
            }
        }
    }
}
