namespace Orch.Planning;

/// <summary>Separate tasks that somebody wrote down.</summary>
/// <param name="Items">The tasks, in order.</param>
/// <param name="Preamble">What is said to all of them; empty for nothing.</param>
/// <param name="From">Where they were written, for people.</param>
internal sealed record WrittenPlan(IReadOnlyList<TaskListItem> Items, string Preamble, string From)
{
    /// <summary>The user's own task, when somebody else made the items of it: only what the user asks for chooses agent CLIs and pull requests. Null when the user wrote the items.</summary>
    public string? AskedBy { get; init; }
}
