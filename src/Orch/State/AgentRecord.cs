namespace Orch.State;

/// <summary>What is known of an agent: the document <c>orch.agent/1</c>. Fields are only ever added.</summary>
public sealed record AgentRecord
{
    /// <summary>Gets the name of the document's schema.</summary>
    public string Schema { get; init; } = "orch.agent/1";

    /// <summary>Gets the opaque id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the id of the task that the agent was planned from.</summary>
    public required string TaskId { get; init; }

    /// <summary>Gets the id that groups related tasks.</summary>
    public required string ContextId { get; init; }

    /// <summary>Gets the unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the task as the agent was given it.</summary>
    public required string Task { get; init; }

    /// <summary>Gets the state; <see cref="AgentState.Lost"/> only in what was read for display.</summary>
    public required AgentState State { get; init; }

    /// <summary>Gets when the state was entered.</summary>
    public required DateTimeOffset StateAt { get; init; }

    /// <summary>Gets one line on why the state is what it is; null when there is nothing to add.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets what a person has to answer; null in any other state.</summary>
    public Needs? Needs { get; init; }

    /// <summary>Gets where the agent waits and for what; null in any other state than <see cref="AgentState.Queued"/>. Derived when read.</summary>
    public QueuePlace? Queue { get; init; }

    /// <summary>Gets the name of the agent that this one goes on from.</summary>
    public string? Follows { get; init; }

    /// <summary>Gets who asked for it when that was an agent; null for the user.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>Gets the key under which a repeated request gives this agent again.</summary>
    public string? RequestKey { get; init; }

    /// <summary>Gets the first agent CLI of the chain.</summary>
    public required string Cli { get; init; }

    /// <summary>Gets the fallback chain, the first included.</summary>
    public required IReadOnlyList<string> CliChain { get; init; }

    /// <summary>Gets the model asked for, for the first CLI of the chain; null for the CLI's own choice.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the branch that is delivered to: the agent's own, or the target's with a pull request or an existing branch.</summary>
    public string? Branch { get; init; }

    /// <summary>Gets the branch that the work starts from and a pull request goes to.</summary>
    public string? Base { get; init; }

    /// <summary>Gets the commit that the work started from.</summary>
    public string? BaseSha { get; init; }

    /// <summary>Gets the commit that was checked and delivered; null before there is one.</summary>
    public string? HeadSha { get; init; }

    /// <summary>Gets the directory of the git worktree; null before it was made.</summary>
    public string? Workspace { get; init; }

    /// <summary>Gets the tmux session's name.</summary>
    public string? Session { get; init; }

    /// <summary>Gets the attempts, in order.</summary>
    public IReadOnlyList<AttemptRecord> Attempts { get; init; } = [];

    /// <summary>Gets the pull request; null when there is none.</summary>
    public PullRequestRef? PullRequest { get; init; }

    /// <summary>Gets the agent's final text.</summary>
    public string? Answer { get; init; }

    /// <summary>Gets the files that the run left as results.</summary>
    public IReadOnlyList<ArtifactRecord> Artifacts { get; init; } = [];

    /// <summary>Gets the checks of the proof, in their fixed order; empty before they were made.</summary>
    public IReadOnlyList<CheckRecord> Checks { get; init; } = [];

    /// <summary>Gets the path of the evidence file; null before it was written.</summary>
    public string? Evidence { get; init; }

    /// <summary>Gets the ids of other tracking systems that were passed on to the agent (<c>mcp_agent</c>, <c>bead</c>).</summary>
    public IReadOnlyDictionary<string, string> Tracking { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets when the agent was recorded.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it reached its end; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
