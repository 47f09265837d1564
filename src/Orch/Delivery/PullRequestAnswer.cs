namespace Orch.Delivery;

/// <summary>What GitHub answered about a pull request.</summary>
/// <param name="Found">The pull request; null when there is none or no answer.</param>
/// <param name="Trouble">Why there is no pull request to be had, in one line; null when there is an answer.</param>
internal sealed record PullRequestAnswer(PullRequestFacts? Found, string? Trouble)
{
    /// <summary>It was made just now.</summary>
    public bool IsNew { get; init; }

    /// <summary>The trouble is GitHub's no to this pull request, not a lack of gh, of a login, of the network or of requests: asking again will not help.</summary>
    public bool IsRefused { get; init; }
}
