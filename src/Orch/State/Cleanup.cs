namespace Orch.State;

/// <summary>The removal of an ended agent's workspace: written before anything goes, so that a crash in the middle is finished and a later agent knows where to go on from.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Head">The commit at which its work stood; null when there was none.</param>
/// <param name="RescueRef">The ref that holds what was in no commit; null when there was nothing.</param>
/// <param name="RescueSha">The commit of that ref.</param>
/// <param name="Aside">Where the directory is put before it is deleted.</param>
internal sealed record Cleanup(string Agent, string? Head, string? RescueRef, string? RescueSha, string Aside)
{
    /// <summary>Whether all of it is gone.</summary>
    public bool IsDone { get; init; }
}
