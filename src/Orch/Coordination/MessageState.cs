namespace Orch.Coordination;

/// <summary>Where a message stands, as its sender sees it.</summary>
public enum MessageState
{
    /// <summary>It waits in the inbox and was not shown yet.</summary>
    Queued,

    /// <summary>It was shown to the recipient.</summary>
    Delivered,

    /// <summary>The recipient has acknowledged it.</summary>
    Acked,

    /// <summary>It was given up: a week old without being acknowledged, or broadcast into a full inbox.</summary>
    Dead,
}
