namespace Orch.Processes;

/// <summary>
/// What outlived its agent: processes that carry the agent's marker in their environment, and those that the kernel gave to this
/// process because their own parents are gone (PR_SET_CHILD_SUBREAPER) and that left this process's session.
/// </summary>
/// <param name="markerName">The environment variable that marks the agent's processes.</param>
/// <param name="markerValue">Its value.</param>
/// <param name="time">The clock.</param>
internal sealed class Leftovers(string markerName, string markerValue, TimeProvider time)
{
    /// <summary>Set in the environment of Orch's tmux server, which may be started from within an agent and is nobody's leftover.</summary>
    public const string ServerMarker = "ORCH_TMUX_SERVER";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Lets this process inherit orphaned descendants instead of init. Linux only; elsewhere the marker alone has to do.</summary>
    public static void BecomeSubreaper()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = NativeMethods.ProcessControl(NativeMethods.PrSetChildSubreaper, 1, 0, 0, 0);
        }
    }

    /// <summary>Ends everything that is left: SIGTERM, and SIGKILL after the grace. Returns how many processes there were.</summary>
    public async Task<int> EndAsync(TimeSpan grace)
    {
        var ended = new HashSet<int>();
        var started = time.GetTimestamp();
        while (true)
        {
            var left = Find();
            if (left.Count == 0)
            {
                return ended.Count;
            }

            var elapsed = time.GetElapsedTime(started);
            if (elapsed > grace + TimeSpan.FromSeconds(10))
            {
                // Only an uninterruptible process outlives SIGKILL that long.
                return ended.Count;
            }

            foreach (var pid in left)
            {
                if (elapsed >= grace)
                {
                    _ = NativeMethods.Kill(pid, NativeMethods.SigKill);
                }
                else if (ended.Add(pid))
                {
                    _ = NativeMethods.Kill(pid, NativeMethods.SigTerm);
                }
            }

            await Task.Delay(Step, time);
        }
    }

    /// <summary>The living ones; zombies among this process's adopted children are reaped on the way.</summary>
    public IReadOnlyList<int> Find()
    {
        var me = ProcessTable.Read(Environment.ProcessId);
        var table = ProcessTable.All().ToDictionary(entry => entry.Pid);
        var left = new List<int>();
        foreach (var entry in table.Values)
        {
            if (entry.Pid == Environment.ProcessId || me is null)
            {
                continue;
            }

            var adopted = entry.Session != me.Session && DescendsFromMe(entry, table);
            if (entry.IsZombie)
            {
                if (adopted && entry.ParentPid == Environment.ProcessId)
                {
                    _ = NativeMethods.WaitPid(entry.Pid, out _, NativeMethods.WaitNoHang);
                }
            }
            else if (ProcessTable.HasEnvironment(entry.Pid, markerName, markerValue)
                || (adopted && !ProcessTable.HasEnvironment(entry.Pid, ServerMarker, "1")))
            {
                left.Add(entry.Pid);
            }
        }

        return left;
    }

    private static bool DescendsFromMe(ProcessEntry entry, Dictionary<int, ProcessEntry> table)
    {
        for (var depth = 0; depth < 1000; depth++)
        {
            if (entry.ParentPid == Environment.ProcessId)
            {
                return true;
            }

            if (!table.TryGetValue(entry.ParentPid, out var parent))
            {
                return false;
            }

            entry = parent;
        }

        return false;
    }
}
