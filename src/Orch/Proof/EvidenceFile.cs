using System.Text.Json;
using Orch.State;

namespace Orch.Proof;

/// <summary>Keeps evidence as <c>evidence.json</c> in the agent's folder.</summary>
internal static class EvidenceFile
{
    /// <summary>So many files and left paths are listed at most; the counts are of all.</summary>
    public const int MostListed = 1000;

    /// <summary>So many later deliveries are kept, the newest.</summary>
    public const int MostDeliveries = 50;

    /// <summary>Writes it whole or not at all, and gives its path.</summary>
    public static string Write(string folder, Evidence evidence)
    {
        var path = Path.Combine(folder, "evidence.json");
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(evidence, EvidenceJson.Default.Evidence));
        return path;
    }

    /// <summary>Reads it; null when it is gone or damaged.</summary>
    public static Evidence? TryRead(string path)
    {
        try
        {
            return Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public static Evidence Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), EvidenceJson.Default.Evidence) ?? throw new JsonException("evidence is expected");
}
