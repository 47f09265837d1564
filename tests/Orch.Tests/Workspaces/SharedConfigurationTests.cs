using Orch.Workspaces;

namespace Orch.Tests.Workspaces;

public sealed class SharedConfigurationTests
{
    private const string Plain = "[core]\n\tbare = false\n";

    [Theory]
    [InlineData("[branch \"feature/x\"]\n\tremote = origin\n\tmerge = refs/heads/feature/x\n")]
    [InlineData("\tgh-resolved = base\n")]
    [InlineData("[lfs]\n\trepositoryformatversion = 0\n")]
    [InlineData("[lfs \"https://git.example.com/x.git/info/lfs\"]\n\tlocksverify = true\n\taccess = basic\n")]
    public void What_git_and_gh_note_by_the_way_does_not_count(string note) =>
        Assert.Equal(SharedConfiguration.WithoutNotes(Plain), SharedConfiguration.WithoutNotes(Plain + note));

    [Theory]
    [InlineData("[branch \"x\"] [core] fsmonitor = evil\n")]
    [InlineData("[branch \"x\"]\n\tremote = origin\n[core]\n\tfsmonitor = evil\n")]
    [InlineData("[branch \"x\"]\n\tremote = \"a\\\n\" [core] fsmonitor = evil\n")]
    [InlineData("[branch \"x\"]\n\tdescription = y\n")]
    [InlineData("[branch \"x\\\"]\n[core]\n\tfsmonitor = evil\n")]
    [InlineData("[lfs]\n\trepositoryformatversion = 0\n\turl = https://evil.example.com\n")]
    [InlineData("[lfs \"customtransfer.x\"]\n\tpath = evil\n")]
    [InlineData("[lfs]\n\tstandalonetransferagent = x\n")]
    public void Nothing_hides_in_a_note(string planted) =>
        Assert.NotEqual(SharedConfiguration.WithoutNotes(Plain), SharedConfiguration.WithoutNotes(Plain + planted));
}
