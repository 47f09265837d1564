using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orch.State;

/// <summary>The JSON contract's writer and reader: snake case, fixed time format, nulls written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(Rfc3339Converter)],
    WriteIndented = false)]
[JsonSerializable(typeof(AgentRecord))]
[JsonSerializable(typeof(AgentListRecord))]
[JsonSerializable(typeof(AttemptRecord))]
[JsonSerializable(typeof(EventRecord))]
[JsonSerializable(typeof(Dictionary<string, string?>))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class StateJson : JsonSerializerContext;
