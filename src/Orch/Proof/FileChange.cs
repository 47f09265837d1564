namespace Orch.Proof;

/// <summary>One file that differs between two commits.</summary>
/// <param name="Status">git's letter: A added, D deleted, M content, T type, R renamed, C copied.</param>
/// <param name="OldPath">Its path before; the same as <paramref name="Path"/> but for a rename or copy.</param>
/// <param name="Path">Its path after, or before when it was deleted.</param>
/// <param name="OldMode">Its mode before, 000000 when it was not there.</param>
/// <param name="Mode">Its mode after.</param>
/// <param name="OldObject">The object id before.</param>
/// <param name="Object">The object id after.</param>
internal sealed record FileChange(char Status, string OldPath, string Path, string OldMode, string Mode, string OldObject, string Object)
{
    /// <summary>Lines added; null for binary content or when not counted.</summary>
    public int? Added { get; init; }

    /// <summary>Lines deleted; null for binary content or when not counted.</summary>
    public int? Deleted { get; init; }

    /// <summary>Whether both sides, where there are, are files with content and not links to commits.</summary>
    public bool IsContent => OldMode != Gitlink && Mode != Gitlink;

    private const string Gitlink = "160000";
}
