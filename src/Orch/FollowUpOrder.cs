using Orch.Supervision;

namespace Orch;

/// <summary>What a follow-up does differently from the agent before it.</summary>
internal sealed record FollowUpOrder
{
    /// <summary>What the agent is told; null to take the task up again.</summary>
    public string? Message { get; init; }

    /// <summary>The agent that says it; null for the user.</summary>
    public string? Sender { get; init; }

    /// <summary>Another chain; null for the one before.</summary>
    public string? AgentCli { get; init; }

    /// <summary>The model for the first CLI of the chain; null for the one before.</summary>
    public string? Model { get; init; }

    /// <summary>Changes the settings of the agent before.</summary>
    public Func<RunSettings, RunSettings> Change { get; init; } = settings => settings;
}
