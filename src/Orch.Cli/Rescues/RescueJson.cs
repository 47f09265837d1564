using System.Text.Json.Serialization;
using Orch.State;

namespace Orch.Cli.Rescues;

/// <summary>Writes the documents of saved work and of removed workspaces.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(Rfc3339Converter)])]
[JsonSerializable(typeof(RescueListDocument))]
[JsonSerializable(typeof(RestoredDocument))]
[JsonSerializable(typeof(CleanDocument))]
internal sealed partial class RescueJson : JsonSerializerContext;
