namespace Orch.Workspaces;

/// <summary>One rescue of a repository: work that was saved under <c>refs/orch/rescue/AGENT/N</c>.</summary>
/// <param name="Agent">The agent whose work it is.</param>
/// <param name="N">Its number among the rescues of this agent in this repository.</param>
/// <param name="Ref">The full name of the ref.</param>
/// <param name="Sha">The commit: its tree is the whole workspace.</param>
/// <param name="Parent">The commit that was checked out there; null when there was none yet.</param>
/// <param name="Staged">A commit with what was staged and not on disk any more; null for none.</param>
/// <param name="Reason">Why it was saved.</param>
/// <param name="At">When.</param>
/// <param name="Repository">The git directory that holds it, absolute.</param>
internal sealed record RescueEntry(string Agent, int N, string Ref, string Sha, string? Parent, string? Staged, string Reason, DateTimeOffset At, string Repository)
{
    /// <summary>For work of a repository inside the workspace: its directory as it was, relative to the workspace; null for the workspace itself.</summary>
    public string? Nested { get; init; }

    /// <summary>As commands take it.</summary>
    public string Name => $"{Agent}/{N}";
}
