using System.Text.Json;

namespace Orch.Agents;

/// <summary>Reads fields that may be missing or of another type than expected: then there is no value, never an exception.</summary>
internal static class JsonFields
{
    /// <summary>The element at the end of a path of property names; undefined when it is not there.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return default;
            }
        }

        return element;
    }

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        return found.ValueKind == JsonValueKind.String ? found.GetString() : null;
    }

    /// <summary>A whole number from 0 up.</summary>
    public static long? Count(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        return found.ValueKind == JsonValueKind.Number && found.TryGetInt64(out var value) && value >= 0 ? value : null;
    }

    /// <summary>An amount from 0 up.</summary>
    public static decimal? Amount(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        return found.ValueKind == JsonValueKind.Number && found.TryGetDecimal(out var value) && value >= 0 ? value : null;
    }

    public static bool IsTrue(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path).ValueKind == JsonValueKind.True;

    /// <summary>The elements of an array; none when it is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        return found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : [];
    }
}
