namespace Orch.Delivery;

/// <summary>A pull request that is to be there.</summary>
/// <param name="Title">One line.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Head">The branch with the commits, in the same repository.</param>
/// <param name="Base">The branch that it is to be merged into.</param>
internal sealed record PullRequestOrder(string Title, string Body, string Head, string Base);
