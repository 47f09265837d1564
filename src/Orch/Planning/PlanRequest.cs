namespace Orch.Planning;

/// <summary>What a plan is made from.</summary>
/// <param name="Task">What the user wrote.</param>
/// <param name="Clis">The agent CLIs that are known, those that are preferred by default first.</param>
internal sealed record PlanRequest(string Task, IReadOnlyList<KnownCli> Clis)
{
    /// <summary>The separate tasks, when they were written down as such; null when the task's own text says how many there are.</summary>
    public WrittenPlan? Written { get; init; }

    /// <summary>The fallback chain as given, <c>claude,codex</c>; null when none was.</summary>
    public string? AgentCli { get; init; }

    /// <summary>What holds where the task and its options say nothing.</summary>
    public PlanDefaults Defaults { get; init; } = new();

    /// <summary>The most agents that a plan may have.</summary>
    public int MaxAgents { get; init; } = 20;

    public string? Model { get; init; }

    public string? Branch { get; init; }

    public string? Base { get; init; }

    public int? Pr { get; init; }

    public string? Name { get; init; }

    public string? WorkspaceName { get; init; }

    public string? WorkspaceRoot { get; init; }
}
