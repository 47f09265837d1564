using System.Text.Json.Serialization;

namespace Orch.Cli.Doctor;

/// <summary>The document <c>orch.doctor/1</c>.</summary>
/// <param name="Version">Of this orch.</param>
/// <param name="CanRun">Nothing that was found keeps agents from their work.</param>
/// <param name="Findings">All that was looked at.</param>
/// <param name="AgentClis">The agent CLIs that Orch knows or that are configured.</param>
internal sealed record DoctorDocument(string Version, bool CanRun, IReadOnlyList<Finding> Findings, IReadOnlyList<CliFinding> AgentClis)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; init; } = "orch.doctor/1";
}
