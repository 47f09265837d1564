using System.Text;

namespace Orch.Cli.Rendering;

/// <summary>The lines of a file that somebody else is writing and that need not be there yet.</summary>
/// <param name="path">Where it is.</param>
internal sealed class GrowingFile(string path) : IDisposable
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly MemoryStream line = new();
    private FileStream? file;
    private int at;
    private int filled;

    /// <summary>The next whole line; null when there is none yet.</summary>
    public string? Next()
    {
        while (true)
        {
            var end = Array.IndexOf(buffer, (byte)'\n', at, filled - at);
            line.Write(buffer, at, (end < 0 ? filled : end) - at);
            at = end < 0 ? filled : end + 1;
            if (end >= 0)
            {
                return Rest();
            }

            if (!Fill())
            {
                return null;
            }
        }
    }

    /// <summary>What stands after the last line end.</summary>
    public string Rest()
    {
        var text = Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
        line.SetLength(0);
        return text;
    }

    public void Dispose()
    {
        file?.Dispose();
        line.Dispose();
    }

    private bool Fill()
    {
        if (file is null && File.Exists(path))
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }

        at = 0;
        filled = file?.Read(buffer) ?? 0;
        return filled > 0;
    }
}
