using Orch.State;

namespace Orch.Cli.Explaining;

/// <summary>Everything that was looked at to explain an agent's state, all within a moment.</summary>
internal sealed record AgentFacts
{
    /// <summary>When it was looked at.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The record as it is stored.</summary>
    public required AgentRecord Record { get; init; }

    public required OwnerFacts Owner { get; init; }

    /// <summary>Whether the tmux session is there; null when tmux could not be asked.</summary>
    public bool? HasSession { get; init; }

    public EventRecord? LastEvent { get; init; }

    /// <summary>When the agent CLI of the last attempt last wrote something; null when it never did.</summary>
    public DateTimeOffset? LastOutput { get; init; }

    /// <summary>Effects that were begun and have no recorded outcome.</summary>
    public IReadOnlyList<JournalEntry> Open { get; init; } = [];

    /// <summary>What was said to it and not given yet.</summary>
    public string? Waiting { get; init; }

    /// <summary>Cool-downs of the CLIs of its chain.</summary>
    public IReadOnlyList<Cooldown> Cooldowns { get; init; } = [];

    public required WorkFacts Work { get; init; }

    public bool CancelRequested { get; init; }

    /// <summary>The agent that goes on from where this one's work stands.</summary>
    public string? Follower { get; init; }

    /// <summary>How long an attempt may be silent; null when that is not recorded.</summary>
    public TimeSpan? IdleTimeout { get; init; }
}
