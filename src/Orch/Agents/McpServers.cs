using System.Text.Json.Nodes;

namespace Orch.Agents;

/// <summary>A tool server in the form that most CLIs read: <c>{"mcpServers":{"name":{"command":…,"args":[…],"env":{…}}}}</c>.</summary>
internal static class McpServers
{
    /// <summary>The same for CLIs that ask before each call of a server that is not trusted.</summary>
    public static JsonObject Trusted(AgentToolServer server)
    {
        var servers = Of(server);
        servers["mcpServers"]![server.Name]!["trust"] = true;
        return servers;
    }

    public static JsonObject Of(AgentToolServer server) => new()
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
