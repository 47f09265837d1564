namespace Orch.Delivery;

/// <summary>The ends of a push.</summary>
internal enum PushKind
{
    /// <summary>The remote branch is the commit, and was seen to be.</summary>
    Pushed,

    /// <summary>The remote branch has commits that the work does not have.</summary>
    Diverged,

    /// <summary>The remote did not take it.</summary>
    Refused,
}
