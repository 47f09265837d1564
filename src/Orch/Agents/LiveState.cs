namespace Orch.Agents;

/// <summary>What an interactive session of an agent CLI is doing, as far as it can be seen.</summary>
internal enum LiveState
{
    /// <summary>It has not shown its prompt yet.</summary>
    Starting,

    /// <summary>It waits for a prompt.</summary>
    Idle,

    /// <summary>A turn is on.</summary>
    Busy,

    /// <summary>A dialog of its own waits for a person: trust, login, permission, a choice.</summary>
    Waiting,

    /// <summary>Nothing that is known tells.</summary>
    Unknown,
}
