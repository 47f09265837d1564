namespace Orch.ScriptedGitHub;

/// <summary>Reads refs from the files of a bare repository (gitrepository-layout(5)).</summary>
internal static class RefReader
{
    public static string? Read(string repository, string name)
    {
        var loose = Path.Combine(repository, name);
        if (File.Exists(loose) && File.ReadAllText(loose).Trim() is { Length: > 0 } sha)
        {
            return sha;
        }

        var packed = Path.Combine(repository, "packed-refs");
        return File.Exists(packed)
            ? File.ReadLines(packed).Select(line => line.Split(' ')).FirstOrDefault(parts => parts is [_, var packedName] && packedName == name)?[0]
            : null;
    }
}
