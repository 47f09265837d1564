using System.Text.Json.Serialization;
using Orch.State;

namespace Orch.Proof;

/// <summary>The evidence file's writer and reader: as the rest of the JSON contract, but indented for people who open it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(Rfc3339Converter)], WriteIndented = true)]
[JsonSerializable(typeof(Evidence))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
