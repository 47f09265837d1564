using Orch.State;

namespace Orch.Cli.Mcp;

/// <summary>What an agent is told of another one: the part of its record that it can do something with.</summary>
internal sealed record AgentReport
{
    public required string Name { get; init; }

    public required AgentState State { get; init; }

    /// <summary>Whether that is final.</summary>
    public required bool HasEnded { get; init; }

    public string? Reason { get; init; }

    /// <summary>What it waits for a person to say.</summary>
    public string? Needs { get; init; }

    public string? Cli { get; init; }

    public string? Branch { get; init; }

    public string? BaseSha { get; init; }

    public string? HeadSha { get; init; }

    public IReadOnlyList<CheckRecord>? Checks { get; init; }

    public string? PullRequest { get; init; }

    /// <summary>Its final text.</summary>
    public string? Answer { get; init; }

    /// <summary>How it stands.</summary>
    public static AgentReport Status(AgentRecord agent) => new()
    {
        Name = agent.Name,
        State = agent.State,
        HasEnded = agent.State.IsEnd(),
        Reason = agent.Reason,
        Needs = agent.Needs?.Text,
        Cli = agent.Attempts.Count > 0 ? agent.Attempts[^1].Cli : agent.Cli,
        Branch = agent.Branch,
        BaseSha = agent.BaseSha,
    };

    /// <summary>What came of it.</summary>
    public static AgentReport Result(AgentRecord agent) => Status(agent) with
    {
        HeadSha = agent.HeadSha,
        Checks = agent.Checks.Count > 0 ? agent.Checks : null,
        PullRequest = agent.PullRequest?.Url,
        Answer = agent.Answer,
    };
}
