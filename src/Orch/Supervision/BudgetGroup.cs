using Orch.State;

namespace Orch.Supervision;

/// <summary>Whose use counts against one budget: the agents of a task, and those that they started, and so on. Sub-agents have no money of their own.</summary>
internal static class BudgetGroup
{
    /// <param name="agent">One of them.</param>
    /// <param name="context">All agents of its context.</param>
    public static IReadOnlyList<AgentRecord> Of(AgentRecord agent, IReadOnlyList<AgentRecord> context)
    {
        var byName = context.ToDictionary(one => one.Name, StringComparer.Ordinal);
        var task = TaskOf(agent);
        return [.. context.Where(one => TaskOf(one) == task)];

        string TaskOf(AgentRecord one)
        {
            // An agent can only be asked for by one that is there already, so this ends; the bound is for a record that somebody has edited.
            for (var steps = 0; steps < context.Count && one.RequestedBy is { } name && byName.TryGetValue(name, out var requester); steps++)
            {
                one = requester;
            }

            return one.TaskId;
        }
    }
}
