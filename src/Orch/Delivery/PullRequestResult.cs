namespace Orch.Delivery;

/// <summary>What came of asking for a pull request.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="Facts">The pull request, when it was found or created.</param>
/// <param name="Detail">In one line: which one, or why there is none.</param>
internal sealed record PullRequestResult(PullRequestOutcome Outcome, PullRequestFacts? Facts, string Detail)
{
    public static PullRequestResult Of(PullRequestOutcome outcome, PullRequestFacts facts) => new(outcome, facts, $"#{facts.Number} {facts.Url}");
}
