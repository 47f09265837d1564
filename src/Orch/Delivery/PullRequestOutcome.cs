namespace Orch.Delivery;

/// <summary>What came of asking for a pull request.</summary>
internal enum PullRequestOutcome
{
    /// <summary>It was there already.</summary>
    Found,

    /// <summary>It was opened now.</summary>
    Created,

    /// <summary>There is none.</summary>
    NotFound,

    /// <summary>GitHub answered, and does not do it.</summary>
    Refused,

    /// <summary>There is no answer to be had: no gh, no login, no permission, no network, no requests left. Later there may be.</summary>
    Unavailable,
}
