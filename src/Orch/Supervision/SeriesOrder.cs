using Orch.Agents;

namespace Orch.Supervision;

/// <summary>What a series of attempts is to achieve: one prompt, and the CLIs that may carry it out, one after the other.</summary>
internal sealed record SeriesOrder
{
    public required string AgentName { get; init; }

    public required string AgentId { get; init; }

    /// <summary>The fallback chain.</summary>
    public required IReadOnlyList<AgentCli> Chain { get; init; }

    /// <summary>The CLI of the chain to begin with.</summary>
    public int First { get; init; }

    /// <summary>The vendor session that the first attempt goes on in; null for a fresh one.</summary>
    public string? ResumeSession { get; init; }

    /// <summary>The model for the first CLI of the chain.</summary>
    public string? Model { get; init; }

    /// <summary>Makes the prompt of an attempt; the argument is the hand-off that the attempt before it left, null for none.</summary>
    public required Func<string?, string> Prompt { get; init; }

    /// <summary>The hand-off that the first prompt begins with; null for none.</summary>
    public string? FirstHandOff { get; init; }

    /// <summary>Saves the work before another CLI takes over, and tells it how things stand.</summary>
    public required Func<Task<string>> HandOff { get; init; }

    /// <summary>Attempts up to this number say nothing against their CLIs any more: a person has answered since.</summary>
    public int SpentSince { get; init; }

    /// <summary>Is told the number of an attempt whose CLI is heard for the first time or again: it has its prompt then.</summary>
    public Action<int>? OnHeard { get; init; }

    /// <summary>Is told that the model says or does something: what it was asked is part of its session then.</summary>
    public Action? OnWorked { get; init; }

    public required string Workspace { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required RunSettings Settings { get; init; }

    /// <summary>The tools that the agent gets, where its CLI takes them; null for none.</summary>
    public AgentToolServer? Tools { get; init; }

    /// <summary>The environment of one CLI of the chain, with what is configured for it.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(AgentCli cli) =>
        ConfiguredEnvironment.Of(Environment, cli.Name, Settings.Agents.GetValueOrDefault(cli.Name));
}
