using System.Text.Json.Serialization;
using Orch.Cleaning;

namespace Orch.Cli.Rescues;

/// <summary>The document <c>orch.clean/1</c>.</summary>
/// <param name="DryRun">Nothing was done.</param>
/// <param name="BytesFreed">The size of what is (or would be) gone.</param>
/// <param name="Agents">Each agent that was looked at.</param>
/// <param name="Warnings">What should be known.</param>
internal sealed record CleanDocument(bool DryRun, long BytesFreed, IReadOnlyList<CleanedAgent> Agents, IReadOnlyList<string> Warnings)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; init; } = "orch.clean/1";
}
