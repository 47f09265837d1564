using System.Text;

namespace Orch.Cli;

/// <summary>Text that a user gives by a file, or by standard input as <c>-</c>.</summary>
internal static class InputText
{
    /// <summary>Reads it.</summary>
    /// <param name="what">What it is, for people: <c>the plan</c>.</param>
    /// <param name="path">The file's absolute path, or <c>-</c>.</param>
    /// <param name="longest">The most bytes that are taken.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="OrchException">It is not there, not readable, too long or not UTF-8 (usage).</exception>
    public static async Task<string> ReadAsync(string what, string path, int longest, CancellationToken ct)
    {
        byte[] bytes;
        try
        {
            if (path == "-" && !Console.IsInputRedirected)
            {
                throw OrchException.Usage($"{what} is to come from standard input: pipe it in, or name a file");
            }

            await using var stream = path == "-" ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            bytes = await TakeAsync(stream, longest + 1, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OrchException.Usage($"cannot read {what} {path}: {e.Message}");
        }

        if (bytes.Length > longest)
        {
            throw OrchException.Usage($"{what} {path} is longer than {longest >> 20} MiB: split it");
        }

        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
            return text is ['\uFEFF', ..] ? text[1..] : text;
        }
        catch (DecoderFallbackException)
        {
            throw OrchException.Usage($"{what} {path} is not UTF-8 text");
        }
    }

    private static async Task<byte[]> TakeAsync(Stream stream, int most, CancellationToken ct)
    {
        using var taken = new MemoryStream();
        var buffer = new byte[64 << 10];
        int read;
        while (taken.Length < most && (read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most - taken.Length)), ct)) > 0)
        {
            taken.Write(buffer, 0, read);
        }

        return taken.ToArray();
    }
}
