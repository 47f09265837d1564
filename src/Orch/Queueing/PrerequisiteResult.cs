namespace Orch.Queueing;

/// <summary>What an agent got from one that it waited for.</summary>
/// <param name="Agent">The one that it waited for.</param>
/// <param name="Task">What that one was to do, in one line.</param>
/// <param name="Sha">Its verified commit, which the work starts from; null when there is none in it.</param>
/// <param name="Missing">Why there is none; null when there is.</param>
/// <param name="Answer">What it said at its end; null for nothing.</param>
internal sealed record PrerequisiteResult(string Agent, string Task, string? Sha, string? Missing, string? Answer)
{
    /// <summary>All of them, for the agent to read.</summary>
    public static string Text(IReadOnlyList<PrerequisiteResult> all) => string.Join("\n\n", all.Select(one =>
        $"{one.Agent} ({one.Task}): {(one.Sha is { } sha ? $"its work is in your workspace already, up to the commit {sha}" : one.Missing)}{(one.Answer is { } answer ? $"\nIt said at its end:\n{answer}" : "")}"));
}
