using Orch.Agents;

namespace Orch.Supervision;

/// <summary>How a launch of an agent CLI ended.</summary>
/// <param name="Verdict">What it counts as.</param>
/// <param name="Report">What its stream said.</param>
/// <param name="ExitCode">As a shell reports it; null when it never started.</param>
internal sealed record AttemptResult(AttemptVerdict Verdict, StreamReport Report, int? ExitCode);
