namespace Orch.Delivery;

/// <summary>A pull request as GitHub describes it.</summary>
internal sealed record PullRequestFacts(int Number, string Url, string Title, string State, bool IsDraft, string HeadBranch, string HeadSha, string BaseBranch)
{
    /// <summary>The owner of the repository that holds the head branch; null when that is gone.</summary>
    public string? HeadOwner { get; init; }

    /// <summary>The name of that repository.</summary>
    public string? HeadRepository { get; init; }

    /// <summary>Whether that is a fork.</summary>
    public bool IsCrossRepository { get; init; }

    /// <summary>Whether its maintainers may push to the fork's branch.</summary>
    public bool MaintainerCanModify { get; init; }

    public bool IsOpen => State == "OPEN";
}
