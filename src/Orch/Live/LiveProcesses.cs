using Orch.Processes;
using Orch.Supervision;

namespace Orch.Live;

/// <summary>Everything that a live session started: what carries its mark, and what belongs to its terminal whatever it did to its environment.</summary>
internal static class LiveProcesses
{
    /// <summary>Ends them: SIGTERM, a grace, SIGKILL. This process itself is left alone.</summary>
    /// <param name="id">The session's mark.</param>
    /// <param name="terminal">The id of its terminal's session, which is that of its host.</param>
    /// <param name="time">The clock.</param>
    public static Task<int> EndAsync(string id, int terminal, TimeProvider time)
    {
        var marked = SupervisedProcesses.Of(id, time);
        return ProcessEnding.EndAsync(
            () => [.. marked.Find().Concat(ProcessTable.All().Where(entry => entry.Session == terminal && entry.Pid != Environment.ProcessId && !entry.IsZombie)).DistinctBy(entry => entry.Pid)],
            SupervisedProcesses.Grace,
            time);
    }
}
