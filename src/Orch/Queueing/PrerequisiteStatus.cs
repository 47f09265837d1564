namespace Orch.Queueing;

/// <summary>How it stands with an agent that another one waits for.</summary>
internal enum PrerequisiteStatus
{
    /// <summary>It may still end well.</summary>
    Open,

    /// <summary>It, or one that goes on from it, is verified or answered.</summary>
    Met,

    /// <summary>It ended otherwise, and nothing goes on from it.</summary>
    Broken,
}
