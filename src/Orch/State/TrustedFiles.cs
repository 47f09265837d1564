using System.Security.Cryptography;
using System.Text;

namespace Orch.State;

/// <summary>Which files the user has accepted, each by its path and by what it held then. One small file in the state directory for each.</summary>
/// <param name="directory">The state directory.</param>
internal sealed class TrustedFiles(StateDirectory directory)
{
    private string Folder => Path.Combine(directory.Path, "trusted");

    /// <summary>Whether a file was accepted with this content. Creates nothing.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="sha256">Of its content, in lower-case hexadecimal.</param>
    public bool Contains(string path, string sha256)
    {
        try
        {
            return File.ReadAllText(Record(path)) == Content(path, sha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Accepts a file with this content; what it held before does not count any more.</summary>
    public void Add(string path, string sha256)
    {
        directory.Ensure();
        StateDirectory.EnsurePrivate(Folder);
        PrivateFile.Write(Record(path), Content(path, sha256));
    }

    private string Record(string path) => Path.Combine(Folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path))));

    private static string Content(string path, string sha256) => $"{sha256} {path}\n";
}
