using System.Globalization;

namespace Orch.Processes;

/// <summary>Who a process is: a process id alone is reused, together with boot and start time it is not.</summary>
/// <param name="BootId">The kernel's id of this boot.</param>
/// <param name="Pid">The process id.</param>
/// <param name="StartTime">The start in clock ticks since boot (field 22 of /proc/PID/stat).</param>
internal sealed record ProcessIdentity(string BootId, int Pid, long StartTime)
{
    // Of all that is told of a process this alone is the same for each of them and at any time.
    private static readonly Lazy<string> ThisBoot = new(() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());

    /// <summary>This process.</summary>
    public static ProcessIdentity Current() =>
        Of(Environment.ProcessId) ?? throw OrchException.Environment("/proc is not readable: Orch needs it to tell processes apart");

    /// <summary>The process that has this id now; null when there is none or only its zombie.</summary>
    public static ProcessIdentity? Of(int pid) =>
        ProcessTable.Read(pid) is { IsZombie: false } entry ? new(ThisBoot.Value, pid, entry.StartTime) : null;

    public bool IsAlive() => Of(Pid) == this;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pid}@{StartTime}");
}
