namespace Orch.Agents;

/// <summary>Looks into program files.</summary>
internal static class ProgramFile
{
    /// <summary>Whether the kernel would start it: a native program, or a script that names its interpreter. A file that may not be read gets the benefit of the doubt.</summary>
    public static bool CanBeExecuted(string path) => Head(path, 4) is null
        or [(byte)'#', (byte)'!', ..]
        or [0x7F, (byte)'E', (byte)'L', (byte)'F'] // Linux
        or [0xCF or 0xCE, 0xFA, 0xED, 0xFE] or [0xCA, 0xFE, 0xBA, 0xBE or 0xBF]; // macOS: one architecture, several

    /// <summary>The first bytes of a file, fewer when it is shorter; null when it cannot be read.</summary>
    public static byte[]? Head(string path, int length)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var head = new byte[length];
            return head[..file.ReadAtLeast(head, length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
