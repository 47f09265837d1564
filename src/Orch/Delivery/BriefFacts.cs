namespace Orch.Delivery;

/// <summary>What GitHub tells of a pull request for a brief.</summary>
/// <param name="Description">The title and the text, with the author.</param>
/// <param name="Title">The title.</param>
/// <param name="Reviews">Reviews that ask for changes, newest last.</param>
/// <param name="Threads">The threads that nobody has settled.</param>
/// <param name="Failures">The checks that failed.</param>
internal sealed record BriefFacts(
    string Title, BriefRemark Description, IReadOnlyList<BriefRemark> Reviews, IReadOnlyList<BriefThread> Threads, IReadOnlyList<BriefFailure> Failures);
