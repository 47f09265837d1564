using System.Text.Json.Nodes;

namespace Orch.ScriptedGitHub.GraphQL;

/// <summary>A request to the GraphQL endpoint.</summary>
internal sealed record GraphCall(GraphDocument Document, IReadOnlyDictionary<string, JsonNode?> Variables)
{
    public static GraphCall Parse(string body)
    {
        var json = JsonNode.Parse(body)!;
        var document = GraphParser.Parse((string)json["query"]!);
        var none = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var variables = document.Defaults.ToDictionary(one => one.Key, one => one.Value(none), StringComparer.Ordinal);
        foreach (var (name, value) in json["variables"] as JsonObject ?? [])
        {
            variables[name] = value;
        }

        return new(document, variables);
    }
}
