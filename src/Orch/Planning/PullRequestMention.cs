namespace Orch.Planning;

/// <summary>A pull request as a task's text names it.</summary>
/// <param name="Numbers">The numbers; more than one in a list such as "PRs 1, 2 and 3".</param>
/// <param name="Start">Where the mention begins.</param>
/// <param name="End">Where it ends.</param>
internal sealed record PullRequestMention(IReadOnlyList<int> Numbers, int Start, int End);
