namespace Orch.Processes;

/// <summary>One row of the process table.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="ParentPid">Its parent now; a reaper when the first one is gone.</param>
/// <param name="Group">Process group id.</param>
/// <param name="Session">Session id.</param>
/// <param name="StartTime">Start in clock ticks since boot.</param>
/// <param name="IsZombie">Ended, and not yet waited for.</param>
internal sealed record ProcessEntry(int Pid, int ParentPid, int Group, int Session, long StartTime, bool IsZombie);
