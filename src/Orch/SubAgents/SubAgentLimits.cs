using Orch.State;

namespace Orch.SubAgents;

/// <summary>How many agents an agent may have started, so that a mistaken one cannot fill the machine. Their costs are bounded by the budget that they share with it.</summary>
internal static class SubAgentLimits
{
    /// <summary>The most that have not ended.</summary>
    public const int AtOnce = 8;

    /// <summary>The most in all.</summary>
    public const int InAll = 32;

    /// <summary>A user's agent may start agents, those may start agents, and those may once more.</summary>
    public const int Depth = 3;

    /// <summary>The longest task: 256 KiB.</summary>
    public const int LongestTask = 1 << 18;

    /// <summary>Why an agent may not start another one; null when it may.</summary>
    /// <param name="caller">Its name.</param>
    /// <param name="agents">All agents on record.</param>
    public static string? Refusal(string caller, IReadOnlyList<AgentRecord> agents)
    {
        if (DepthOf(caller, agents) >= Depth)
        {
            return $"{caller} was itself started by an agent, {Depth} deep, and may start none: do the work yourself, or ask for it with publish_task";
        }

        var own = agents.Where(agent => agent.RequestedBy == caller).ToList();
        var open = own.Where(agent => !agent.State.IsEnd()).Select(agent => agent.Name).ToList();
        return open.Count >= AtOnce ? $"{open.Count} agents of {caller} have not ended, and at most {AtOnce} may be there at once: wait for one of {string.Join(", ", open)}"
            : own.Count >= InAll ? $"{caller} has started {own.Count} agents, and {InAll} are the most: do the rest yourself"
            : null;
    }

    private static int DepthOf(string name, IReadOnlyList<AgentRecord> agents)
    {
        var byName = agents.ToDictionary(agent => agent.Name, StringComparer.Ordinal);
        var depth = 0;
        while (depth < Depth && byName.GetValueOrDefault(name)?.RequestedBy is { } requester)
        {
            (name, depth) = (requester, depth + 1);
        }

        return depth;
    }
}
