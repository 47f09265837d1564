using System.Text.Json.Nodes;

namespace Orch.ScriptedGitHub.GraphQL;

/// <summary>The GraphQL endpoint.</summary>
internal sealed class GraphApi(HubState state)
{
    private readonly GraphSchema schema = new(state);

    public JsonObject Answer(GraphCall call)
    {
        var document = call.Document;
        var root = document.IsMutation ? schema.Mutation() : schema.Query();
        try
        {
            return new() { ["data"] = new GraphExecutor(call).Select(root, document.Selections) };
        }
        catch (RefusedException refused)
        {
            var path = document.Selections is [var first, ..] ? first.Alias : "";
            var error = new JsonObject { ["type"] = refused.Kind, ["message"] = refused.Message, ["path"] = new JsonArray(path) };
            return new() { ["data"] = null, ["errors"] = new JsonArray(error) };
        }
    }
}
