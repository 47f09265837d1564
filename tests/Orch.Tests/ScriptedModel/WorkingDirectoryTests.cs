using Orch.ScriptedModel;

namespace Orch.Tests.ScriptedModel;

public sealed class WorkingDirectoryTests
{
    [Theory]
    [InlineData("# Environment\n - Primary working directory: /a b/c\n - Is a git repository: true")]
    [InlineData("<environment_context>\n  <cwd>/a b/c</cwd>\n")]
    [InlineData("- **Workspace Directories:**\n  - /a b/c\n- **Directory Structure:**")]
    public void Each_cli_says_it_in_its_own_way(string text) => Assert.Equal("/a b/c", WorkingDirectory.Find(["You are helpful.", text]));

    [Fact]
    public void It_may_be_unknown() => Assert.Null(WorkingDirectory.Find(["The working directory: unknown"]));
}
