using Orch.Coordination;
using Orch.State;

namespace Orch.Cli.Mcp;

/// <summary>The tools that a caller gets.</summary>
internal static class McpTools
{
    public static IReadOnlyList<McpTool> For(McpCaller caller, Surroundings surroundings, OrchState state, CoordinationStore store) =>
    [
        .. new MailboxTools(caller, store).All,
        .. new PoolTools(caller, store.Tasks).All,
        .. new SubAgentTools(caller, surroundings, state).All,
        .. caller.IsAgent ? new PersonTools(caller, surroundings, state).All : [],
    ];
}
