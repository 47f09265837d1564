using Orch.State;

namespace Orch.Cli;

/// <summary>Agents by the names that users type.</summary>
internal static class AgentNames
{
    /// <summary>The agent of exactly this name.</summary>
    /// <param name="agents">The record.</param>
    /// <param name="name">The name.</param>
    /// <param name="others">Further names that may have been meant, of live sessions.</param>
    /// <exception cref="OrchException">There is none (not found); the message has the names near to it.</exception>
    public static StoredAgent Require(this AgentStore agents, string name, params IEnumerable<string> others) =>
        agents.Find(name) ?? throw OrchException.NotFound(
            $"no agent{(others.Any() ? " or live session" : "")} named {name}{Hint(name, agents.Snapshot().Agents.Select(agent => agent.Record.Name).Concat(others).Distinct(StringComparer.Ordinal))}");

    private static string Hint(string name, IEnumerable<string> known)
    {
        var question = Suggestions.Ask(name, known);
        return question.Length > 0 ? question : ": 'orch list --all' shows them";
    }
}
