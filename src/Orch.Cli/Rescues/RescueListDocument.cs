using System.Text.Json.Serialization;

namespace Orch.Cli.Rescues;

/// <summary>The document <c>orch.rescues/1</c>.</summary>
/// <param name="Rescues">Oldest first.</param>
internal sealed record RescueListDocument(IReadOnlyList<RescueDocument> Rescues)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; init; } = "orch.rescues/1";
}
