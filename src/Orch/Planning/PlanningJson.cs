using System.Text.Json.Serialization;

namespace Orch.Planning;

/// <summary>Reads and writes agent specs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(IReadOnlyList<AgentSpec>))]
[JsonSerializable(typeof(AgentSpec))]
internal sealed partial class PlanningJson : JsonSerializerContext;
