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

    /// <summary>Lets this process inherit orphaned descendants instead of init. Linux only; elsewhere the marker alone has to do.</summary>
    public static void BecomeSubreaper()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = NativeMethods.ProcessControl(NativeMethods.PrSetChildSubreaper, 1, 0, 0, 0);
        }
    }

    /// <summary>Ends everything that is left: SIGTERM, and SIGKILL after the grace. Returns how many processes there were.</summary>
    public Task<int> EndAsync(TimeSpan grace) => ProcessEnding.EndAsync(Find, grace, time);

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
