namespace Orch;

/// <summary>Where a rescue was put.</summary>
/// <param name="Into"><c>workspace</c>, <c>worktree</c> or <c>branch</c>.</param>
internal sealed record RestoredWork(string Into)
{
    /// <summary>The directory that has the files now; null for a branch.</summary>
    public string? Directory { get; init; }

    /// <summary>The new branch; null for a directory.</summary>
    public string? Branch { get; init; }

    /// <summary>The agent that holds the workspace; null for anywhere else.</summary>
    public string? Holder { get; init; }

    /// <summary>Why it was not put into the agent's workspace; null when that was not tried.</summary>
    public string? Why { get; init; }
}
