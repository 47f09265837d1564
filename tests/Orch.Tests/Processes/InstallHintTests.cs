using Orch.Processes;

namespace Orch.Tests.Processes;

public sealed class InstallHintTests
{
    [Theory]
    [InlineData("apt-get", "sudo apt-get install tmux")]
    [InlineData("brew", "brew install tmux")]
    [InlineData("apk", "sudo apk add tmux")]
    [InlineData("none", "sudo apt-get install tmux")]
    public void The_command_is_that_of_the_package_manager_that_is_there(string manager, string command) =>
        Assert.Equal(command, InstallHint.For("tmux", name => name == manager));
}
