namespace Orch.State;

/// <summary>Files of the state directory: mode 0600, and whole or not there.</summary>
internal static class PrivateFile
{
    /// <summary>Writes a file by a temporary name in the same directory, flushes it and renames it, so that a reader sees the old or the new content and never half of it.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{Ids.New("tmp")}";
        try
        {
            using (var stream = Create(temporary))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public static void Write(string path, string content) => Write(path, System.Text.Encoding.UTF8.GetBytes(content));

    /// <summary>Opens a new file for writing; a file that exists is an error.</summary>
    public static FileStream Create(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Share = FileShare.Read,
        BufferSize = 0,
        UnixCreateMode = StateDirectory.PrivateFile,
    });
}
