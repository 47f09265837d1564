namespace Orch.Processes;

/// <summary>Ends processes that are found again and again, until none is found.</summary>
internal static class ProcessEnding
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>SIGTERM to each once, and SIGKILL to what is left after the grace. Returns how many processes there were.</summary>
    public static async Task<int> EndAsync(Func<IReadOnlyList<ProcessEntry>> find, TimeSpan grace, TimeProvider time)
    {
        var met = new HashSet<(int Pid, long StartTime)>();
        var mine = ProcessTable.Read(Environment.ProcessId)?.Group;
        var started = time.GetTimestamp();
        while (true)
        {
            var left = find();
            var elapsed = time.GetElapsedTime(started);

            // Only a process that hangs inside the kernel, or runs as another user, outlives SIGKILL that long.
            if (left.Count == 0 || elapsed > grace + TimeSpan.FromSeconds(10))
            {
                return met.Count;
            }

            foreach (var entry in left)
            {
                var isNew = met.Add((entry.Pid, entry.StartTime));
                if (elapsed >= grace)
                {
                    Kill(entry, mine);
                }
                else if (isNew)
                {
                    _ = NativeMethods.Kill(entry.Pid, NativeMethods.SigTerm);
                    _ = NativeMethods.Kill(entry.Pid, NativeMethods.SigContinue);
                }
            }

            await Task.Delay(Step, time);
        }
    }

    // The kernel ends a group in one go, so that one which forks faster than the process table can be read does not get away.
    private static void Kill(ProcessEntry entry, int? mine)
    {
        if (mine is not null && entry.Group > 1 && entry.Group != mine)
        {
            _ = NativeMethods.Kill(-entry.Group, NativeMethods.SigKill);
        }

        _ = NativeMethods.Kill(entry.Pid, NativeMethods.SigKill);
    }
}
