using System.Text;
using System.Text.Json;
using Orch.State;

namespace Orch.Supervision;

/// <summary>
/// The file <c>exit.json</c> of an attempt. Its room on the disk is taken before the CLI starts and overwritten in place at the end, so that
/// how the CLI ended can be kept on a full disk too, and a supervisor that dies in the next moment leaves it to the one that comes after.
/// </summary>
internal sealed class ExitRecord : IDisposable
{
    private const string Name = "exit.json";
    private const int Room = 16 * 1024;

    private readonly FileStream? file;

    private ExitRecord(FileStream? file) => this.file = file;

    /// <summary>Takes the room.</summary>
    /// <param name="folder">The attempt's folder.</param>
    public static ExitRecord Reserve(string folder)
    {
        FileStream? taken = null;
        try
        {
            taken = PrivateFile.Create(Path.Combine(folder, Name));
            taken.Write(Spaces(Room));
            return new(taken);
        }
        catch (IOException)
        {
            // The disk is full already: the transcript has to do.
            taken?.Dispose();
            return new(null);
        }
    }

    /// <summary>Keeps the end; without the answer when that is long and there is no room for it.</summary>
    public void Write(AttemptEnd end)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            Overwrite(Bytes(end));
        }
        catch (IOException)
        {
            file.SetLength(Room);
            Overwrite(Bytes(end with { FinalText = null }));
        }
    }

    /// <summary>What was kept; null when the attempt did not come to its end.</summary>
    public static AttemptEnd? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), AttemptEndJson.Default.AttemptEnd) : null;
        }
        catch (JsonException)
        {
            // Only the room for it, or the power failed in the middle.
            return null;
        }
    }

    public void Dispose() => file?.Dispose();

    // JSON may be followed by spaces: the rest of the room.
    private static byte[] Bytes(AttemptEnd end)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(end, AttemptEndJson.Default.AttemptEnd);
        return json.Length >= Room ? json : [.. json, .. Spaces(Room - json.Length)];
    }

    private static byte[] Spaces(int count) => Encoding.ASCII.GetBytes(new string(' ', count));

    private void Overwrite(byte[] bytes)
    {
        file!.Position = 0;
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }
}
