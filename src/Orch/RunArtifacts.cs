using System.Security.Cryptography;
using Orch.State;

namespace Orch;

/// <summary>The files that a run left as results.</summary>
internal static class RunArtifacts
{
    public static IReadOnlyList<ArtifactRecord> Find(StateDirectory state, string agent, string evidence, IReadOnlyList<AttemptRecord> attempts)
    {
        var folder = state.Agent(agent);
        (string Kind, string Path)[] files =
        [
            ("evidence", evidence),
            ("validation_log", Path.Combine(folder, "validate.log")),
            ("handoff", Path.Combine(folder, "handoff.md")),
            .. attempts.Select(attempt => ("transcript", Path.Combine(state.Attempt(agent, attempt.N), "stream.jsonl"))),
        ];
        return [.. files.Where(file => File.Exists(file.Path)).Select(file => Describe(file.Kind, file.Path, folder))];
    }

    private static ArtifactRecord Describe(string kind, string path, string folder)
    {
        using var stream = File.OpenRead(path);
        return new(Path.GetRelativePath(folder, path), kind, path, Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
    }
}
