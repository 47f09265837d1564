using Orch.Processes;
using Orch.Workspaces;

namespace Orch.Tests.Workspaces;

public sealed class GitOutputTests
{
    [Theory]
    [InlineData("git version 2.39.5", "2.39.5")]
    [InlineData("git version 2.50.1 (Apple Git-155)", "2.50.1")]
    [InlineData("git version 2.38.0.rc1.windows.1", "2.38.0")]
    public void A_version_is_read(string text, string version) => Assert.Equal(Version.Parse(version), GitVersion.Parse(text));

    [Fact]
    public void The_default_branch_is_known_by_HEAD()
    {
        var refs = RemoteRefs.Parse("ref: refs/heads/trunk\tHEAD\naaa\tHEAD\nbbb\trefs/heads/other\nccc\trefs/tags/v1\nddd\trefs/tags/v1^{}\n");

        Assert.Equal(("trunk", "aaa", "bbb", "ddd"), (refs.DefaultBranch, refs.Branch("trunk"), refs.Branch("other"), refs.Tag("v1")));
        Assert.Null(refs.Branch("v1"));
    }

    [Fact]
    public void A_complaint_does_not_carry_the_password_of_an_address()
    {
        var result = new ProcessResult(128, "", "fatal: unable to access 'https://user:word@host.invalid/x': no\n", TimedOut: false, TimeSpan.Zero);

        Assert.Equal("fatal: unable to access 'https://host.invalid/x': no", RemoteRefs.Complaint(result));
    }

    [Fact]
    public void Changed_files_keep_their_names()
    {
        var changed = ChangedFile.Parse(" M a b\0?? line\nbreak\0?? nested/\0 D gone\0");

        Assert.Equal([new("a b", " M"), new("line\nbreak", "??"), new("nested/", "??"), new("gone", " D")], changed);
        Assert.Equal([false, false, true, false], changed.Select(file => file.IsNestedRepository));
        Assert.True(changed[3].IsDeleted);
    }

    [Theory]
    [InlineData("../origin.git", "/home/origin.git")]
    [InlineData("origin", "/home/app/origin")]
    [InlineData("/srv/origin.git", "/srv/origin.git")]
    [InlineData("git@host.invalid:o/r.git", "git@host.invalid:o/r.git")]
    [InlineData("host:r", "host:r")]
    [InlineData("https://host.invalid/o/r", "https://host.invalid/o/r")]
    [InlineData("file:///srv/r", "file:///srv/r")]
    public void Only_a_local_path_is_made_absolute(string url, string expected) => Assert.Equal(expected, RepositoryReader.AbsoluteUrl(url, "/home/app"));
}
