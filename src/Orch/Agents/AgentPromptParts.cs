namespace Orch.Agents;

/// <summary>What the prompt of an agent is made from.</summary>
/// <param name="Task">What the user asked for.</param>
/// <param name="Workspace">The worktree in which it works.</param>
/// <param name="Branch">The branch on which the work will end up.</param>
internal sealed record AgentPromptParts(string Task, string Workspace, string Branch)
{
    /// <summary>What the branch was made from; null when it was there before.</summary>
    public string? Base { get; init; }

    /// <summary>The pull request that the work will be added to; null for none.</summary>
    public int? PullRequest { get; init; }

    /// <summary>The command by which the result will be checked; null for none.</summary>
    public string? ValidateCommand { get; init; }

    /// <summary>The context file, the pull request's texts, an earlier attempt's handoff, the output of a failed check.</summary>
    public IReadOnlyList<PromptData> Data { get; init; } = [];

    /// <summary>Ids under which others track the work, by their kind: <c>bead</c>, <c>mcp agent</c>.</summary>
    public IReadOnlyDictionary<string, string> TrackingIds { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
