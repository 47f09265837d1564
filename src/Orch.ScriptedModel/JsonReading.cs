using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orch.ScriptedModel;

/// <summary>Reading JSON of unknown shape: what is not there, or is something else, is simply absent.</summary>
internal static class JsonReading
{
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public static bool IsPresent(this JsonElement element) => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public static string? AsText(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    public static double? AsNumber(this JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : null;

    public static int? AsInt(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    public static JsonNode? ToNode(this JsonElement element) => element.IsPresent() ? JsonNode.Parse(element.GetRawText()) : null;

    /// <summary>Text that is a string, or a list of parts with a <c>text</c> each.</summary>
    public static string JoinedText(this JsonElement content, string separator) =>
        content.AsText() ?? string.Join(separator, content.Items().Select(part => part.Get("text").AsText()).OfType<string>());
}
