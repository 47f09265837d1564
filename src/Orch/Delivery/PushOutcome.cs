namespace Orch.Delivery;

/// <summary>How a push ended.</summary>
internal enum PushOutcome
{
    /// <summary>The commit went to the remote and was seen to be the tip of the branch there.</summary>
    Pushed,

    /// <summary>The remote branch was at the commit already.</summary>
    AlreadyThere,

    /// <summary>The remote branch is at another commit than was expected; nothing was pushed.</summary>
    Diverged,

    /// <summary>The remote, or Orch itself, does not take it.</summary>
    Refused,

    /// <summary>The remote cannot be reached, or did not confirm; trying again later may do.</summary>
    Unreachable,
}
