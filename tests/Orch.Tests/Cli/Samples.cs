using Orch.State;

namespace Orch.Tests.Cli;

/// <summary>Records to show.</summary>
internal static class Samples
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static AgentRecord Agent(string name = "fix-login", AgentState state = AgentState.Running) => new()
    {
        Id = $"agent_{name}",
        TaskId = $"task_{name}",
        ContextId = $"context_{name}",
        Name = name,
        Task = "Fix the login",
        State = state,
        StateAt = Noon,
        Cli = "claude",
        CliChain = ["claude", "codex"],
        CreatedAt = Noon,
        EndedAt = state.IsEnd() ? Noon.AddSeconds(192) : null,
    };

    public static AttemptRecord Attempt(int n, string cli, AttemptOutcome? outcome, decimal? cost = null) => new()
    {
        N = n,
        Cli = cli,
        Outcome = outcome,
        CostUsd = cost,
        InputTokens = 12_345,
        OutputTokens = 678,
        StartedAt = Noon,
    };
}
