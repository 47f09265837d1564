using System.Text.Json.Serialization;

namespace Orch.Proof;

/// <summary>Writes and reads how things stood at the start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProofStart))]
internal sealed partial class ProofStartJson : JsonSerializerContext;
