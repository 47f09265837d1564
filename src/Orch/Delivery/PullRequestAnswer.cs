namespace Orch.Delivery;

/// <summary>What GitHub answered about a pull request.</summary>
/// <param name="Found">The pull request; null when there is none or no answer.</param>
/// <param name="Trouble">Why there is no answer, in one line; null when there is one.</param>
internal sealed record PullRequestAnswer(PullRequestFacts? Found, string? Trouble)
{
    /// <summary>It was made just now.</summary>
    public bool IsNew { get; init; }
}
