namespace Orch.Delivery;

/// <summary>A pull request as GitHub describes it.</summary>
/// <param name="Number">Its number in the repository.</param>
/// <param name="Url">Its page.</param>
/// <param name="Title">Its title.</param>
/// <param name="State">OPEN, CLOSED or MERGED.</param>
/// <param name="IsDraft">Not yet meant to be reviewed.</param>
/// <param name="HeadBranch">The branch that it asks to merge.</param>
/// <param name="HeadSha">Its newest commit; follows a push after a moment.</param>
/// <param name="BaseBranch">The branch that it is to be merged into.</param>
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
