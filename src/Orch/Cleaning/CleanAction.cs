namespace Orch.Cleaning;

/// <summary>What became of a workspace.</summary>
internal static class CleanAction
{
    /// <summary>It is gone; its work is where the report says.</summary>
    public const string Removed = "removed";

    /// <summary>It would be removed, if this was no dry run.</summary>
    public const string WouldRemove = "would_remove";

    /// <summary>Nothing of it was touched, for the reason given.</summary>
    public const string Kept = "kept";

    /// <summary>There was nothing (any more) to remove.</summary>
    public const string Gone = "gone";

    /// <summary>It should have been removed and could not be; what is still there is named.</summary>
    public const string Failed = "failed";
}
