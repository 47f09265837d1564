using Orch.Processes;

namespace Orch.Tests.Processes;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void This_process_is_alive_and_always_the_same()
    {
        var me = ProcessIdentity.Current();
        Assert.Equal(Environment.ProcessId, me.Pid);
        Assert.Equal(me, ProcessIdentity.Current());
        Assert.True(me.IsAlive());
    }

    [Fact]
    public void The_same_number_with_another_start_or_boot_is_another_process()
    {
        var me = ProcessIdentity.Current();
        Assert.False((me with { StartTime = me.StartTime - 1 }).IsAlive());
        Assert.False((me with { BootId = "00000000-0000-0000-0000-000000000000" }).IsAlive());
    }

    [Fact]
    public void A_number_without_a_process_has_no_identity() => Assert.Null(ProcessIdentity.Of(int.MaxValue));
}
