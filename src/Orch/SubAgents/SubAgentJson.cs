using System.Text.Json.Serialization;

namespace Orch.SubAgents;

/// <summary>Writes and reads what is asked for.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SubAgentOrder))]
internal sealed partial class SubAgentJson : JsonSerializerContext;
