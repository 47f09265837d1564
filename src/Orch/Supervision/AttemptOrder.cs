using Orch.Agents;

namespace Orch.Supervision;

/// <summary>One launch of one agent CLI, fully decided.</summary>
internal sealed record AttemptOrder
{
    /// <summary>Its number within the agent, from 1.</summary>
    public required int N { get; init; }

    public required AgentCli Cli { get; init; }

    /// <summary>The model to ask for; null for the CLI's own choice.</summary>
    public string? Model { get; init; }

    /// <summary>Further arguments that the user configured for this CLI.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];

    public required string Prompt { get; init; }

    /// <summary>The vendor session to go on in; null for a fresh one.</summary>
    public string? ResumeSession { get; init; }

    /// <summary>The JSON schema that the final answer has to keep to; null for an answer in words. Only some CLIs take one.</summary>
    public string? AnswerSchema { get; init; }

    /// <summary>The tools that the agent gets, where its CLI takes them; null for none.</summary>
    public AgentToolServer? Tools { get; init; }

    public required string AgentId { get; init; }

    /// <summary>The working directory.</summary>
    public required string Workspace { get; init; }

    /// <summary>The private folder of this attempt's files.</summary>
    public required string Folder { get; init; }

    /// <summary>The environment of the CLI, without what its own launch adds.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required TimeSpan IdleTimeout { get; init; }

    /// <summary>Whether another CLI would take over: then the first sign of trouble is acted on.</summary>
    public required bool HasNext { get; init; }

    public required bool SkipPermissions { get; init; }

    /// <summary>What is left of the budget in US dollars, for a CLI that can keep to it; null for no bound.</summary>
    public decimal? MaxUsd { get; init; }

    /// <summary>Whether this much, reported while the CLI works, is more than the budget allows.</summary>
    public Func<AgentEvent.Used, bool> IsOverBudget { get; init; } = _ => false;
}
