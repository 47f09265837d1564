using System.Text.Json.Serialization;
using Orch.State;

namespace Orch.Cli.Explaining;

/// <summary>Why Orch believes that an agent is in its state: the document <c>orch.explain/1</c>.</summary>
/// <param name="Name">The agent.</param>
/// <param name="State">The state that is shown.</param>
/// <param name="RecordedState">The state that is stored.</param>
/// <param name="Sure">How sure the shown one is.</param>
/// <param name="Because">One sentence.</param>
/// <param name="Evidence">What was looked at.</param>
/// <param name="WouldChange">What would change the state.</param>
internal sealed record Explanation(
    string Name,
    AgentState State,
    AgentState RecordedState,
    Sureness Sure,
    string Because,
    IReadOnlyList<EvidenceLine> Evidence,
    IReadOnlyList<string> WouldChange)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; init; } = "orch.explain/1";
}
