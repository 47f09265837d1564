using Orch.Sessions;

namespace Orch.Tests.Sessions;

public sealed class TmuxVersionTests
{
    [Theory]
    [InlineData("tmux 3.2", true)]
    [InlineData("tmux 3.2a", true)]
    [InlineData("tmux 3.3a", true)]
    [InlineData("tmux 10.0", true)]
    [InlineData("tmux next-3.6", true)]
    [InlineData("tmux openbsd-7.4", true)]
    [InlineData("tmux master", true)]
    [InlineData("tmux 3.1c", false)]
    [InlineData("tmux 2.9", false)]
    [InlineData("tmux 1.8", false)]
    [InlineData("tmux next-3.1", false)]
    [InlineData("tmux openbsd-6.8", false)]
    [InlineData("", false)]
    [InlineData("screen 4.9", false)]
    public void Versions_before_3_2_are_too_old(string answer, bool isRecent) => Assert.Equal(isRecent, TmuxVersion.IsRecent(answer));
}
