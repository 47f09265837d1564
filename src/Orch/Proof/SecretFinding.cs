namespace Orch.Proof;

/// <summary>Something that looks like a secret. The value itself is nowhere in it.</summary>
/// <param name="Path">The file, or "message of COMMIT".</param>
/// <param name="Line">The line in the new file; 0 when the file's name is what looks secret.</param>
/// <param name="Rule">The rule that found it.</param>
internal sealed record SecretFinding(string Path, int Line, string Rule)
{
    public override string ToString() => Line > 0 ? $"{Path}:{Line} ({Rule})" : $"{Path} ({Rule})";
}
