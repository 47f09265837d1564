using System.Text.Json.Serialization;

namespace Orch.Cli.Rendering;

/// <summary>Writes <c>orch.config/1</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ConfigurationDocument))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;
