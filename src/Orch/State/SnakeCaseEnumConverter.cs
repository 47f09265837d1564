using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orch.State;

/// <summary>Writes an enum as its name in snake case, the form of the JSON contract.</summary>
/// <typeparam name="T">The enum.</typeparam>
internal sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
