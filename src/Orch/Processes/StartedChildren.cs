using System.Diagnostics;

namespace Orch.Processes;

/// <summary>
/// The children that .NET waits for, apart from those that the kernel gave to this process. When somebody else reaps one of its own,
/// .NET never learns that it has ended, so whoever reaps has to ask here first.
/// </summary>
internal static class StartedChildren
{
    // The kernel keeps one list of children for the whole process, and so does this.
    private static readonly Lock Gate = new();
    private static readonly HashSet<(int Pid, long StartTime)> Started = [];

    public static Process Start(ProcessStartInfo info)
    {
        // Under the lock, so that a child that ends at once is not taken for an adopted one before it is listed.
        lock (Gate)
        {
#pragma warning disable RS0030 // the one home of process starts
            var process = Process.Start(info)!;
#pragma warning restore RS0030
            if (Started.Count >= 1000)
            {
                Started.RemoveWhere(one => ProcessTable.Read(one.Pid)?.StartTime != one.StartTime);
            }

            if (ProcessTable.Read(process.Id) is { } entry)
            {
                Started.Add((entry.Pid, entry.StartTime));
            }

            return process;
        }
    }

    /// <summary>Waits for a zombie child that was not started here; the others are left to .NET.</summary>
    public static void ReapAdopted(ProcessEntry zombie)
    {
        lock (Gate)
        {
            if (!Started.Contains((zombie.Pid, zombie.StartTime)))
            {
                _ = NativeMethods.WaitPid(zombie.Pid, out _, NativeMethods.WaitNoHang);
            }
        }
    }
}
