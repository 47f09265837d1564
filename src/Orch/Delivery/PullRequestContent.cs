using Orch.State;

namespace Orch.Delivery;

/// <summary>What a pull request tells: the task and the proof, never context files, prompts or transcripts.</summary>
internal sealed record PullRequestContent
{
    /// <summary>The task as the user wrote it.</summary>
    public required string Task { get; init; }

    public required string TaskId { get; init; }

    /// <summary>The agent's name.</summary>
    public required string Agent { get; init; }

    /// <summary>The agent CLI that did the work.</summary>
    public required string Cli { get; init; }

    /// <summary>The model that it was given; null for the CLI's own choice.</summary>
    public string? Model { get; init; }

    /// <summary>The commit that the checks looked at.</summary>
    public required string Commit { get; init; }

    /// <summary>The checks so far.</summary>
    public IReadOnlyList<CheckRecord> Checks { get; init; } = [];
}
