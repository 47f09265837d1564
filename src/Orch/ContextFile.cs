using System.Text;

namespace Orch;

/// <summary>A file of the user's that is given to the agent as data.</summary>
/// <param name="Name">Its name without the directory.</param>
/// <param name="Text">Its text.</param>
internal sealed record ContextFile(string Name, string Text)
{
    /// <summary>The most that is taken: 1 MiB.</summary>
    public const int Limit = 1024 * 1024;

    /// <summary>Reads a context file.</summary>
    /// <exception cref="OrchException">It is not there, not readable, not text or larger than <see cref="Limit"/> (usage).</exception>
    public static ContextFile Read(string path)
    {
        byte[] bytes;
        try
        {
            if (Directory.Exists(path))
            {
                throw OrchException.Usage($"--context {path} is a directory: name a text file");
            }

            using var stream = File.OpenRead(path);
            bytes = new byte[Limit + 1];
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            bytes = bytes[..read];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OrchException.Usage($"cannot read the context file {path}: {e.Message}");
        }

        if (bytes.Length > Limit)
        {
            throw OrchException.Usage($"the context file {path} is larger than 1 MiB: give a shorter one");
        }

        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
            return text.Contains('\0')
                ? throw OrchException.Usage($"the context file {path} is not text: give a markdown file")
                : new(Path.GetFileName(path), text);
        }
        catch (DecoderFallbackException)
        {
            throw OrchException.Usage($"the context file {path} is not UTF-8 text: give a markdown file");
        }
    }
}
