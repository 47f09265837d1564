using System.Text.Json.Nodes;

namespace Orch.ScriptedGitHub.GraphQL;

/// <summary>Gives what a selection asks of an object: exactly these fields, under their aliases.</summary>
internal sealed class GraphExecutor(GraphCall call)
{
    public JsonObject Select(GraphObject from, IReadOnlyList<GraphSelection> selections)
    {
        var result = new JsonObject();
        Fill(result, from, selections);
        return result;
    }

    private void Fill(JsonObject result, GraphObject from, IReadOnlyList<GraphSelection> selections)
    {
        foreach (var selection in selections)
        {
            if (selection.Field is { } field)
            {
                var arguments = new JsonObject(selection.Arguments.Select(one => KeyValuePair.Create(one.Key, one.Value(call.Variables)?.DeepClone())));
                result[selection.Alias] = ToJson(from[field](arguments), selection.Selections);
                continue;
            }

            var fragment = selection.Spread is { } name
                ? call.Document.Fragments.GetValueOrDefault(name) ?? throw new RefusedException($"Fragment {name} was used, but not defined", "undefinedFragment")
                : selection;
            if (from.Is(fragment.OnType))
            {
                Fill(result, from, fragment.Selections);
            }
        }
    }

    private JsonNode? ToJson(object? value, IReadOnlyList<GraphSelection> selections) => value switch
    {
        null => null,
        string text => text,
        int number => number,
        long number => number,
        bool truth => truth,
        DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ssZ"),
        GraphObject one => Select(one, selections),
        IEnumerable<GraphObject> many => new JsonArray([.. many.Select(one => Select(one, selections))]),
        _ => throw new InvalidOperationException($"no JSON for {value.GetType()}"),
    };
}
