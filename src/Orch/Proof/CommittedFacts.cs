namespace Orch.Proof;

/// <summary>What was seen of the commits and of what is not in them.</summary>
internal sealed record CommittedFacts
{
    /// <summary>The branch that the work belongs on.</summary>
    public required string Planned { get; init; }

    /// <summary>Whether that branch existed before: then the work is on a detached HEAD.</summary>
    public bool IsExistingBranch { get; init; }

    /// <summary>Where the workspace stands.</summary>
    public required WorkspaceHead Head { get; init; }

    /// <summary>How many commits the agent made between base and the checked commit.</summary>
    public int OwnCommits { get; init; }

    /// <summary>How many files these commits change in sum.</summary>
    public int ChangedFiles { get; init; }

    /// <summary>Whether the commit that the work started from is still part of it.</summary>
    public bool HoldsBase { get; init; } = true;

    /// <summary>Commits of this workspace that HEAD holds and the planned branch does not, when HEAD is somewhere else.</summary>
    public int StrayCommits { get; init; }

    /// <summary>Other refs that came to point at commits which were made here and are not in the checked commit.</summary>
    public IReadOnlyList<string> Elsewhere { get; init; } = [];

    /// <summary>Submodules that were moved to a commit which their remote does not have.</summary>
    public IReadOnlyList<string> UnpublishedSubmodules { get; init; } = [];

    /// <summary>How many files Orch committed.</summary>
    public int LeftoversCommitted { get; init; }

    /// <summary>Paths that are not committed, although nothing speaks for leaving them.</summary>
    public IReadOnlyList<string> Uncommitted { get; init; } = [];

    /// <summary>Paths that were deliberately left.</summary>
    public IReadOnlyList<LeftPath> Left { get; init; } = [];
}
