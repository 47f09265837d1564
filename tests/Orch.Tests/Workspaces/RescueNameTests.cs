using Orch.Workspaces;

namespace Orch.Tests.Workspaces;

public sealed class RescueNameTests
{
    [Theory]
    [InlineData("work", "work", null)]
    [InlineData("work-2/13", "work-2", 13)]
    public void An_agent_and_a_number_are_told_apart(string name, string agent, int? n) => Assert.Equal((agent, n), RescueEntries.Parse(name));

    [Theory]
    [InlineData("")]
    [InlineData("/1")]
    [InlineData("work/")]
    [InlineData("work/0")]
    [InlineData("work/-1")]
    [InlineData("work/1/2")]
    public void Anything_else_is_wrong_usage(string name) => Assert.Equal(OrchErrorKind.Usage, Assert.Throws<OrchException>(() => RescueEntries.Parse(name)).Kind);

    [Fact]
    public void A_ref_is_read_with_its_reason()
    {
        var entry = RescueReader.Parse("refs/orch/rescue/work/2\0abc\0def 123\01700000000\0Rescue the work of work: the agent was stopped", "/r/.git")!;

        Assert.Equal(("work", 2, "abc", "def", "123", "the agent was stopped"), (entry.Agent, entry.N, entry.Sha, entry.Parent, entry.Staged, entry.Reason));
        Assert.Null(RescueReader.Parse("refs/orch/rescue/work/x\0abc\0\01700000000\0s", "/r/.git"));
        Assert.Null(RescueReader.Parse("refs/orch/rescue/2\0abc\0\01700000000\0s", "/r/.git"));
    }

    [Theory]
    [InlineData("/a/objects", "/a/objects\n")]
    [InlineData("/a b/'c\"/objects", "/a b/'c\"/objects\n")]
    [InlineData("/a\n\"b\\/objects", "\"/a\\n\\\"b\\\\/objects\"\n")]
    public void Borrowed_objects_are_named_so_that_git_reads_one_path(string directory, string line) => Assert.Equal(line, BorrowedObjects.Line(directory));
}
