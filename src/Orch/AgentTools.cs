using Orch.Agents;
using Orch.State;
using Orch.Supervision;

namespace Orch;

/// <summary>The tools by which an agent speaks to Orch: <c>orch mcp</c>, with an identity that Orch has fixed.</summary>
internal static class AgentTools
{
    /// <summary>The longest question and the longest report: 64 KiB.</summary>
    public const int LongestText = 1 << 16;

    /// <summary>How an agent CLI starts the server of an agent's tools.</summary>
    public static AgentToolServer Of(Surroundings surroundings, AgentRecord agent) => new(
        "orch",
        surroundings.OrchBinary,
        ["mcp"],
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // Not all CLIs hand their own environment on.
            ["ORCH_AGENT"] = agent.Name,
            ["ORCH_HOME"] = surroundings.State.Path,
            [SupervisedProcesses.Marker] = agent.Id,
        });

    /// <summary>The branches of the agents that an agent has started, with the commits at which Orch made them.</summary>
    public static IReadOnlyDictionary<string, string> Entrusted(OrchState state, string agent) => state.Agents.Snapshot().Agents
        .Select(one => one.Record)
        .Where(one => one.RequestedBy == agent && one is { Branch: not null, BaseSha: not null })
        .ToDictionary(one => $"refs/heads/{one.Branch}", one => one.BaseSha!, StringComparer.Ordinal);

    /// <summary>What an agent has asked a person in its turn, to be asked now that the turn is over; null for nothing.</summary>
    public static string? TakeQuestion(OrchState state, string agent)
    {
        var open = state.Requests.Open(agent, AgentRequestKinds.Question);
        foreach (var question in open)
        {
            state.Requests.Answer(question.Id, "asked");
        }

        return open.Count == 0 ? null : string.Join("\n\n", open.Select(question => question.Text));
    }
}
