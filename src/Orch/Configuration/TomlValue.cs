using System.Globalization;
using System.Text.Json.Nodes;
using Tomlyn.Syntax;

namespace Orch.Configuration;

/// <summary>Turns a value of a TOML file into that of a setting.</summary>
internal static class TomlValue
{
    /// <summary>The value as plain data, whatever a rule says of it; null for what no setting takes, such as a date.</summary>
    public static JsonNode? Plain(ValueSyntax? value) => value switch
    {
        StringValueSyntax text => JsonValue.Create(text.Value ?? ""),
        IntegerValueSyntax number => JsonValue.Create(number.Value),
        FloatValueSyntax number when double.IsFinite(number.Value) => JsonValue.Create(decimal.TryParse(
            number.Token?.Text?.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : 0m),
        BooleanValueSyntax truth => JsonValue.Create(truth.Value),
        ArraySyntax array => List(array),
        _ => null,
    };

    /// <summary>What a value is called in a message.</summary>
    public static string Describe(JsonNode? value) => value switch
    {
        JsonArray => "a list",
        JsonValue one when one.TryGetValue<string>(out _) => "a text",
        JsonValue one when one.TryGetValue<bool>(out _) => "true or false",
        JsonValue => "a number",
        _ => "a value of another kind",
    };

    private static JsonArray? List(ArraySyntax array)
    {
        var list = new JsonArray();
        foreach (var item in array.Items)
        {
            if (Plain(item.Value) is not { } one)
            {
                return null;
            }

            list.Add(one);
        }

        return list;
    }
}
