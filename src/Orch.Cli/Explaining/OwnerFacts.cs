using Orch.Processes;

namespace Orch.Cli.Explaining;

/// <summary>What was seen of the process that owns an agent.</summary>
/// <param name="Recorded">The process that the record names.</param>
/// <param name="IsSupervisor">It is the supervisor; else whoever recorded the agent.</param>
/// <param name="BootId">The machine's present boot.</param>
/// <param name="Now">The process that has its number now; null when none has.</param>
internal sealed record OwnerFacts(ProcessIdentity Recorded, bool IsSupervisor, string? BootId, ProcessIdentity? Now)
{
    public bool IsAlive => Now == Recorded;
}
