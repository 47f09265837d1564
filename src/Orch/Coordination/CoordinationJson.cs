using System.Text.Json;
using System.Text.Json.Serialization;
using Orch.State;

namespace Orch.Coordination;

/// <summary>Writes and reads the documents of the coordination.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(Rfc3339Converter)])]
[JsonSerializable(typeof(RegistryDocument))]
[JsonSerializable(typeof(RegistryEntry))]
[JsonSerializable(typeof(InboxDocument))]
[JsonSerializable(typeof(OutboxDocument))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(AuditedMessage))]
[JsonSerializable(typeof(TasksDocument))]
[JsonSerializable(typeof(PoolTask))]
[JsonSerializable(typeof(CoordinationStatus))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class CoordinationJson : JsonSerializerContext
{
    /// <summary>A list for a column; null for an empty one.</summary>
    public static string? Column(IReadOnlyList<string> list) => list.Count == 0 ? null : JsonSerializer.Serialize(list, Default.IReadOnlyListString);

    public static string? Column(IReadOnlyDictionary<string, string> pairs) => pairs.Count == 0 ? null : JsonSerializer.Serialize(pairs, Default.IReadOnlyDictionaryStringString);

    public static IReadOnlyList<string> List(string? column) => column is null ? [] : JsonSerializer.Deserialize(column, Default.IReadOnlyListString)!;

    public static IReadOnlyDictionary<string, string> Pairs(string? column) =>
        column is null ? new Dictionary<string, string>(StringComparer.Ordinal) : JsonSerializer.Deserialize(column, Default.IReadOnlyDictionaryStringString)!;
}
