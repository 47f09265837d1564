using Orch.Configuration;
using Orch.Supervision;

namespace Orch.Cli.Commands;

/// <summary>What was asked for with <c>orch run</c> and <c>orch dispatcher</c>.</summary>
internal sealed record RunOptions
{
    /// <summary>The task in the user's words; empty when it is given by <see cref="PlanFile"/> or <see cref="SpecFile"/>.</summary>
    public required string Task { get; init; }

    /// <summary>A plan in markdown, by its absolute path or <c>-</c>; null for none.</summary>
    public string? PlanFile { get; init; }

    /// <summary>Agent specs in JSON, by their absolute path or <c>-</c>; null for none.</summary>
    public string? SpecFile { get; init; }

    /// <summary>The agent CLI that is asked to split the task; null for none.</summary>
    public string? Planner { get; init; }

    /// <summary>The most agents that the plan may have; null for the default.</summary>
    public int? MaxAgents { get; init; }

    public string? AgentCli { get; init; }

    public string? Model { get; init; }

    public string? Branch { get; init; }

    public int? PullRequest { get; init; }

    public string? Base { get; init; }

    public string? Name { get; init; }

    public string? WorkspaceName { get; init; }

    public string? WorkspaceRoot { get; init; }

    /// <summary>The options that go over the configuration.</summary>
    public IReadOnlyList<Setting> Flags { get; init; } = [];

    public required RunSettings Settings { get; init; }
}
