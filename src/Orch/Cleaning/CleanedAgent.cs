namespace Orch.Cleaning;

/// <summary>What became of one agent's workspace.</summary>
/// <param name="Name">The agent.</param>
/// <param name="Action">One of <see cref="CleanAction"/>.</param>
internal sealed record CleanedAgent(string Name, string Action)
{
    /// <summary>One line on why; null when there is nothing to add.</summary>
    public string? Reason { get; init; }

    public string? Workspace { get; init; }

    public string? Branch { get; init; }

    /// <summary>Whether the branch was (or would be) deleted.</summary>
    public bool BranchDeleted { get; init; }

    /// <summary>Where its commits are: a kind of <see cref="Workspaces.Whereabouts"/>, null when that was not looked at.</summary>
    public string? Work { get; init; }

    /// <summary>The ref where they are; null for none.</summary>
    public string? WorkIn { get; init; }

    /// <summary>The rescue refs that hold what nothing else holds.</summary>
    public IReadOnlyList<string> Rescues { get; init; } = [];

    /// <summary>Files in no commit that are (or would be) under a rescue ref.</summary>
    public int Uncommitted { get; init; }

    /// <summary>What git ignores there, folders with a slash: not work, goes with the workspace.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Files for which the workspace stays.</summary>
    public IReadOnlyList<string> LeftOnDisk { get; init; } = [];

    /// <summary>The size of what is (or would be) gone, in bytes.</summary>
    public long Bytes { get; init; }
}
