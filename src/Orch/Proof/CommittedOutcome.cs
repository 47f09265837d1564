namespace Orch.Proof;

/// <summary>What the workspace's commits came to.</summary>
internal enum CommittedOutcome
{
    /// <summary>What was done is in commits on the planned branch.</summary>
    Committed,

    /// <summary>There is nothing that was not there before: the answer is the result.</summary>
    NothingChanged,

    /// <summary>Something was done, and it is not where it belongs.</summary>
    Failed,
}
