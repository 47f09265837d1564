using System.Text.Json;
using System.Text.Json.Serialization;
using Orch.Coordination;
using Orch.State;

namespace Orch.Cli.Mcp;

/// <summary>Writes the results of tools; what is null is left away, for every word costs tokens.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Rfc3339Converter), typeof(SnakeCaseEnumConverter<PoolTaskState>), typeof(SnakeCaseEnumConverter<AgentState>), typeof(SnakeCaseEnumConverter<CheckStatus>)])]
[JsonSerializable(typeof(McpDocuments.RegistryDocument))]
[JsonSerializable(typeof(McpDocuments.InboxDocument))]
[JsonSerializable(typeof(McpDocuments.SentDocument))]
[JsonSerializable(typeof(McpDocuments.TasksDocument))]
[JsonSerializable(typeof(PoolTask))]
[JsonSerializable(typeof(AgentReport))]
[JsonSerializable(typeof(Dictionary<string, IReadOnlyList<string>>))]
internal sealed partial class McpJson : JsonSerializerContext;
