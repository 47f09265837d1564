using System.Text.Json.Serialization;

namespace Orch.Cli.Rendering;

/// <summary>Writes the documents that only the command line has.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ResumeDocument))]
[JsonSerializable(typeof(SentDocument))]
internal sealed partial class CliJson : JsonSerializerContext;
