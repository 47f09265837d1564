using System.Text.Json;

namespace Orch.State;

/// <summary>The form of names in the JSON contract.</summary>
internal static class SnakeCase
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
