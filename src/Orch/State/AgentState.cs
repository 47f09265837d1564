using System.Text.Json.Serialization;

namespace Orch.State;

/// <summary>The states of an agent. The last five recorded ones are ends and final; <see cref="Lost"/> is derived when read and never stored.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AgentState>))]
public enum AgentState
{
    /// <summary>Waits for a free slot or a prerequisite; its supervisor is there and waits.</summary>
    Queued,

    /// <summary>The workspace is being made.</summary>
    Preparing,

    /// <summary>An attempt is on.</summary>
    Running,

    /// <summary>Leftovers are committed and the checks run.</summary>
    Validating,

    /// <summary>The commit is pushed and the pull request made.</summary>
    Delivering,

    /// <summary>A person has to answer first; no process runs and nothing is spent.</summary>
    NeedsHuman,

    /// <summary>End: every required check passed.</summary>
    Verified,

    /// <summary>End: the agent claims success, a check failed after bounded repair.</summary>
    Unverified,

    /// <summary>End: the agent ended well and changed nothing; its final text is the result.</summary>
    Answered,

    /// <summary>End: no agent CLI of the chain could finish.</summary>
    Failed,

    /// <summary>End: the user killed it.</summary>
    Cancelled,

    /// <summary>Shown, not stored: the supervisor is not alive and there is no recorded end.</summary>
    Lost,
}
