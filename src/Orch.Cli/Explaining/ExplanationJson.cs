using System.Text.Json.Serialization;
using Orch.State;

namespace Orch.Cli.Explaining;

/// <summary>Writes <c>orch.explain/1</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(Rfc3339Converter)])]
[JsonSerializable(typeof(Explanation))]
internal sealed partial class ExplanationJson : JsonSerializerContext;
