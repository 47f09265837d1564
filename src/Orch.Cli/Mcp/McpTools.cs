using Orch.State;

namespace Orch.Cli.Mcp;

/// <summary>The tools that a caller gets.</summary>
internal static class McpTools
{
    public static IReadOnlyList<McpTool> For(McpCaller caller, Surroundings surroundings, OrchState state) =>
    [
        .. new SubAgentTools(caller, surroundings, state).All,
        .. caller.IsAgent ? new PersonTools(caller, surroundings, state).All : [],
    ];
}
