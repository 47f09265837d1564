using System.Text.Json.Serialization;
using Orch.Planning;

namespace Orch.Cli.Rendering;

/// <summary>Documents that only the command line writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<AgentSpec>))]
internal sealed partial class CliJson : JsonSerializerContext;
