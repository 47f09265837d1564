using System.Text.Json.Nodes;

namespace Orch.Agents;

/// <summary>The form in which several CLIs take their MCP servers: an object <c>mcpServers</c>.</summary>
internal static class McpConfiguration
{
    public static JsonObject Json(AgentToolServer server) => new()
    {
        ["mcpServers"] = new JsonObject
        {
            [server.Name] = new JsonObject
            {
                ["command"] = server.Command,
                ["args"] = new JsonArray([.. server.Arguments.Select(argument => JsonValue.Create(argument))]),
                ["env"] = new JsonObject(server.Environment.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)JsonValue.Create(variable.Value)))),
            },
        },
    };
}
