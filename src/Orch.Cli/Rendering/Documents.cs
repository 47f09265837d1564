using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>The JSON documents of commands that are about one agent or several.</summary>
internal static class Documents
{
    /// <summary>One agent as <c>orch.agent/1</c>, several as <c>orch.list/1</c>.</summary>
    public static void Write(IReadOnlyList<AgentRecord> agents, Terminal terminal)
    {
        if (agents is [var one])
        {
            terminal.Json(one, StateJson.Default.AgentRecord);
        }
        else
        {
            WriteList(agents, terminal);
        }
    }

    public static void WriteList(IReadOnlyList<AgentRecord> agents, Terminal terminal) =>
        terminal.Json(new AgentListRecord(agents, []), StateJson.Default.AgentListRecord);
}
