namespace Orch.Proof;

/// <summary>What was seen of the pull request.</summary>
/// <param name="IsAnswered">Whether GitHub could be asked and one was wanted; otherwise <paramref name="Reason"/> says why not.</param>
/// <param name="Reason">Why there is nothing to see: <c>--no-new-pr</c>, no gh, no answer.</param>
internal sealed record PullRequestSeen(bool IsAnswered, string? Reason)
{
    /// <summary>Its address; null when there is none.</summary>
    public string? Url { get; init; }

    public bool IsOpen { get; init; }

    /// <summary>The commit that it shows as its newest.</summary>
    public string? HeadSha { get; init; }

    /// <summary>The branch that it goes to.</summary>
    public string? Base { get; init; }

    public static PullRequestSeen Nothing(string reason) => new(false, reason);
}
