namespace Orch.State;

/// <summary>A pull request of the agent.</summary>
/// <param name="Number">Its number in the repository.</param>
/// <param name="Url">Its page.</param>
public sealed record PullRequestRef(int Number, string Url);
