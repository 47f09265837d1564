namespace Orch.Planning;

/// <summary>One task of a list.</summary>
/// <param name="Text">What is to be done.</param>
/// <param name="After">The numbers, from 1, of the items that have to be done before; empty for none.</param>
internal sealed record TaskListItem(string Text, IReadOnlyList<int> After)
{
    /// <summary>The agent's name; null for one of the task's words.</summary>
    public string? Name { get; init; }

    /// <summary>The fallback chain for this task alone; null for that of the plan.</summary>
    public string? AgentCli { get; init; }

    /// <summary>The model for this task alone; null for that of the plan.</summary>
    public string? Model { get; init; }
}
