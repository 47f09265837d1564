namespace Orch.Coordination;

/// <summary>Where a task of the pool stands.</summary>
public enum PoolTaskState
{
    /// <summary>Other tasks have to be done before.</summary>
    Waiting,

    /// <summary>It can be claimed.</summary>
    Ready,

    /// <summary>Somebody works on it.</summary>
    Leased,

    /// <summary>It was completed; final.</summary>
    Done,

    /// <summary>A task that it waits for cannot be done any more, or its deadline has passed; final.</summary>
    Failed,

    /// <summary>Its last attempt failed or was lost; final.</summary>
    Dead,

    /// <summary>It was taken out of the pool; final.</summary>
    Cancelled,
}
