namespace Orch.Delivery;

/// <summary>Where a pull request stands.</summary>
internal enum PullRequestState
{
    Open,
    Closed,
    Merged,
}
