namespace Orch.State;

/// <summary>What became of something that was said to an agent.</summary>
internal enum TurnState
{
    /// <summary>It waits for the end of the turn that is on.</summary>
    Queued,

    /// <summary>The agent CLI was seen to work with it.</summary>
    Delivered,

    /// <summary>The agent ended before it could be given.</summary>
    Failed,
}
