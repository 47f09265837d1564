namespace Orch.Workspaces;

/// <summary>Where an agent will work, from which commit, and where its work goes. Decided before anything is created.</summary>
internal sealed record WorkspacePlan
{
    /// <summary>What was seen of the user's repository.</summary>
    public required RepositoryFacts Repository { get; init; }

    /// <summary>The directory of the worktree, absolute; it does not exist yet.</summary>
    public required string Directory { get; init; }

    /// <summary>The branch that is delivered to: the agent's own new one, or the existing target's.</summary>
    public required string Branch { get; init; }

    /// <summary>Whether the branch exists already (--branch, --pr): the worktree then is a detached checkout of <see cref="BaseSha"/>.</summary>
    public required bool IsExistingBranch { get; init; }

    /// <summary>The branch that the work starts from and that a pull request goes to, without the remote's name; null with a detached start and no remote.</summary>
    public required string? BaseBranch { get; init; }

    /// <summary>The commit that the work starts from.</summary>
    public required string BaseSha { get; init; }

    /// <summary>The remote branch's commit as last seen; null when the remote has no such branch.</summary>
    public required string? RemoteTip { get; init; }

    /// <summary>The address of the fork that is pushed to, for a pull request from one; null for the repository's own remote.</summary>
    public string? ForkUrl { get; init; }

    /// <summary>The pull request that is updated; null when there is none yet.</summary>
    public int? PullRequest { get; init; }

    /// <summary>The commit at which the work of an earlier agent stands, whose workspace and branch are taken over; null for new work.</summary>
    public string? TakeOverSha { get; init; }

    /// <summary>The rescue that holds what an earlier agent left in no commit, for when its workspace was removed and is made again; null for none.</summary>
    public string? TakeOverRescue { get; init; }

    /// <summary>What the user should know and that stops nothing, such as a remote that could not be reached.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
