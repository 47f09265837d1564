using Orch.Processes;

namespace Orch.Tests.Processes;

public sealed class ProcessTableTests
{
    [Fact]
    public void The_table_holds_this_process() =>
        Assert.Contains(ProcessTable.All(), entry => entry.Pid == Environment.ProcessId && !entry.IsZombie);

    [Fact]
    public void A_variable_is_found_by_name_and_whole_value_only()
    {
        var home = Environment.GetEnvironmentVariable("PATH")!;
        Assert.True(ProcessTable.HasEnvironment(Environment.ProcessId, "PATH", home));
        Assert.False(ProcessTable.HasEnvironment(Environment.ProcessId, "PATH", home[..^1]));
        Assert.False(ProcessTable.HasEnvironment(Environment.ProcessId, "ATH", home));
        Assert.False(ProcessTable.HasEnvironment(int.MaxValue, "PATH", home));
    }
}
