using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orch.ScriptedModel;

/// <summary>Makes JSON that fits a JSON schema, always the same for the same schema.</summary>
internal static class SchemaFiller
{
    public static JsonNode? Fill(JsonElement schema)
    {
        if (schema.Get("const") is var constant && constant.IsPresent())
        {
            return constant.ToNode();
        }

        if (schema.Get("enum").Items().FirstOrDefault() is var choice && choice.IsPresent())
        {
            return choice.ToNode();
        }

        var alternatives = schema.Get("anyOf").Items().Concat(schema.Get("oneOf").Items());
        if (alternatives.FirstOrDefault() is var alternative && alternative.IsPresent())
        {
            return Fill(alternative);
        }

        // A type may be a list, and Gemini writes types in upper case.
        var type = schema.Get("type").AsText() ?? schema.Get("type").Items().FirstOrDefault().AsText();
        return type?.ToUpperInvariant() switch
        {
            "STRING" => JsonValue.Create("scripted"),
            "INTEGER" or "NUMBER" => JsonValue.Create(schema.Get("minimum").AsInt() ?? 1),
            "BOOLEAN" => JsonValue.Create(true),
            "ARRAY" => new JsonArray(),
            "NULL" => null,
            _ => FillObject(schema.Get("properties")),
        };
    }

    private static JsonObject FillObject(JsonElement properties)
    {
        var filled = new JsonObject();
        if (properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                filled[property.Name] = Fill(property.Value);
            }
        }

        return filled;
    }
}
