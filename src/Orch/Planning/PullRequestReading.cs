namespace Orch.Planning;

/// <summary>What a task's text wants of pull requests.</summary>
/// <param name="Targets">Those that it asks to work on; each is an agent of its own.</param>
/// <param name="IsCurrent">It is about the pull request of the current branch, which is found at the start.</param>
/// <param name="Why">The words that decided.</param>
internal sealed record PullRequestReading(IReadOnlyList<int> Targets, bool IsCurrent, string Why);
