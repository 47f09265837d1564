using System.Text.Json.Serialization;

namespace Orch.Cli.Doctor;

/// <summary>Writes <c>orch.doctor/1</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DoctorDocument))]
internal sealed partial class DoctorJson : JsonSerializerContext;
