using Orch.State;

namespace Orch.Delivery;

/// <summary>What GitHub says about a pull request.</summary>
internal sealed record PullRequestFacts
{
    public required int Number { get; init; }

    public required string Url { get; init; }

    public required string Title { get; init; }

    public required PullRequestState State { get; init; }

    public bool IsDraft { get; init; }

    /// <summary>The branch that it asks to merge.</summary>
    public required string HeadBranch { get; init; }

    /// <summary>Its newest commit; null when that was not seen.</summary>
    public string? HeadSha { get; init; }

    /// <summary>The branch that it is to be merged into.</summary>
    public required string BaseBranch { get; init; }

    /// <summary>Who owns the repository that has the head branch; null when that repository is gone.</summary>
    public string? HeadOwner { get; init; }

    /// <summary>The name of the repository that has the head branch; null when it is gone.</summary>
    public string? HeadName { get; init; }

    /// <summary>The head branch is in a fork.</summary>
    public bool IsCrossRepository { get; init; }

    /// <summary>Those who may write to the base repository may push to the head branch of the fork.</summary>
    public bool MaintainerCanModify { get; init; }

    public PullRequestRef Ref => new(Number, Url);
}
