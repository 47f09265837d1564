using System.Text.Json.Serialization;

namespace Orch.Supervision;

/// <summary>The JSON of the exit record.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AttemptEnd))]
internal sealed partial class AttemptEndJson : JsonSerializerContext;
