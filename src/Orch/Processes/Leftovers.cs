namespace Orch.Processes;

/// <summary>
/// What outlived its agent: processes that carry the agent's marker in their environment; and in a supervisor, which becomes a
/// subreaper, all that descends from it in another session than its own, wherever it put itself and whatever it did to its environment.
/// </summary>
/// <param name="markerName">The environment variable that marks the agent's processes.</param>
/// <param name="markerValue">Its value; it has to be the agent's alone on this machine, which a name is not: two state directories may have the same.</param>
/// <param name="time">The clock.</param>
internal sealed class Leftovers(string markerName, string markerValue, TimeProvider time)
{
    /// <summary>Set in the environment of Orch's tmux server, which may be started from within an agent and is nobody's leftover.</summary>
    public const string ServerMarker = "ORCH_TMUX_SERVER";

    /// <summary>Marks an agent's processes; its value is the agent's id.</summary>
    public const string AgentMarker = "ORCH_AGENT_ID";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

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
        var met = new HashSet<(int Pid, long StartTime)>();
        var mine = ProcessTable.Read(Environment.ProcessId)?.Group;
        var started = time.GetTimestamp();
        while (true)
        {
            var left = Find();
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

    /// <summary>The living ones. Zombies that this process adopted are reaped on the way; while an agent runs for hours, call this now and then for that alone.</summary>
    public IReadOnlyList<ProcessEntry> Find()
    {
        if (ProcessTable.Read(Environment.ProcessId) is not { } me)
        {
            return [];
        }

        var adopts = IsSubreaper();
        var table = ProcessTable.All().ToDictionary(entry => entry.Pid);
        var left = new List<ProcessEntry>();
        foreach (var entry in table.Values.Where(entry => entry.Pid != me.Pid))
        {
            if (!entry.IsZombie)
            {
                if (ProcessTable.HasEnvironment(entry.Pid, markerName, markerValue)
                    || (adopts && entry.Session != me.Session && IsDescendant(entry, table)))
                {
                    left.Add(entry);
                }
            }
            else if (adopts && entry.ParentPid == me.Pid)
            {
                StartedChildren.ReapAdopted(entry);
            }
        }

        return left;
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

    private static unsafe bool IsSubreaper()
    {
        var value = 0;
        return OperatingSystem.IsLinux()
            && NativeMethods.ProcessControl(NativeMethods.PrGetChildSubreaper, (nuint)(&value), 0, 0, 0) == 0
            && value != 0;
    }

    // Below Orch's own tmux server live other agents, whose own processes no longer carry the server's marker.
    private static bool IsDescendant(ProcessEntry entry, Dictionary<int, ProcessEntry> table)
    {
        for (var depth = 0; depth < 1000 && !ProcessTable.HasEnvironment(entry.Pid, ServerMarker, "1"); depth++)
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
