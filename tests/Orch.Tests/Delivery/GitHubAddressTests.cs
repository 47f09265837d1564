using Orch.Delivery;

namespace Orch.Tests.Delivery;

public sealed class GitHubAddressTests
{
    [Theory]
    [InlineData("https://github.com/acme/demo")]
    [InlineData("https://github.com/acme/demo.git")]
    [InlineData("https://github.com/acme/demo/")]
    [InlineData("https://github.com/acme/demo.git/")]
    [InlineData("https://GitHub.com/acme/demo.git")]
    [InlineData("https://www.github.com/acme/demo")]
    [InlineData("https://github.com:443/acme/demo")]
    [InlineData("https://octocat@github.com/acme/demo.git")]
    [InlineData("https://x-access-token:ghp_secret@github.com/acme/demo")]
    [InlineData("http://github.com/acme/demo")]
    [InlineData("git://github.com/acme/demo.git")]
    [InlineData("git@github.com:acme/demo.git")]
    [InlineData("git@github.com:acme/demo")]
    [InlineData("git@github.com:/acme/demo.git")]
    [InlineData("org-12345@github.com:acme/demo.git")]
    [InlineData("github.com:acme/demo.git")]
    [InlineData("git@ssh.github.com:acme/demo.git")]
    [InlineData("ssh://git@github.com/acme/demo.git")]
    [InlineData("ssh://github.com/acme/demo")]
    [InlineData("ssh://git@github.com:22/acme/demo.git")]
    [InlineData("ssh://git@ssh.github.com:443/acme/demo.git")]
    [InlineData("git+ssh://git@github.com/acme/demo.git")]
    [InlineData(" https://github.com/acme/demo\n")]
    public void An_address_of_a_repository_on_GitHub_is_recognised(string address) =>
        Assert.Equal(new GitHubAddress("acme", "demo"), GitHubAddress.Parse(address));

    [Theory]
    [InlineData("https://github.com/acme/demo.js.git", "acme", "demo.js")]
    [InlineData("https://github.com/Acme-Corp/.github", "Acme-Corp", ".github")]
    [InlineData("git@github.com:user_corp/a_b-c.d", "user_corp", "a_b-c.d")]
    public void Owner_and_name_are_kept_as_written(string address, string owner, string name) =>
        Assert.Equal(new GitHubAddress(owner, name), GitHubAddress.Parse(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/srv/git/github.com/acme/demo.git")]
    [InlineData("file:///srv/acme/demo.git")]
    [InlineData("https://gitlab.com/acme/demo.git")]
    [InlineData("https://github.com.evil.example/acme/demo")]
    [InlineData("https://notgithub.com/acme/demo")]
    [InlineData("https://evil.example/github.com/acme/demo")]
    [InlineData("https://github.com@evil.example/acme/demo")]
    [InlineData("https://gist.github.com/acme/0123456789")]
    [InlineData("https://github.com/acme")]
    [InlineData("https://github.com/acme/demo/tree/main")]
    [InlineData("https://github.com/acme/..")]
    [InlineData("https://github.com/-acme/demo")]
    [InlineData("git@github.com:acme/demo?x=1")]
    [InlineData("ext::sh -c touch% /tmp/x github.com:acme/demo")]
    [InlineData("gh:acme/demo")]
    public void Any_other_address_is_none(string? address) => Assert.Null(GitHubAddress.Parse(address));

    [Fact]
    public void The_address_as_configured_counts_before_what_git_made_of_it() =>
        Assert.Equal(new GitHubAddress("acme", "demo"), GitHubAddress.Of("https://github.com/acme/demo.git", "https://github.com/mirror/demo.git"));

    [Fact]
    public void A_shorthand_of_the_user_is_looked_up_in_what_git_made_of_it() =>
        Assert.Equal(new GitHubAddress("acme", "demo"), GitHubAddress.Of("gh:acme/demo", "git@github.com:acme/demo"));

    [Fact]
    public void Without_a_remote_there_is_none() => Assert.Null(GitHubAddress.Of(null, null));

    [Fact]
    public void For_gh_it_carries_its_host() => Assert.Equal("github.com/acme/demo", new GitHubAddress("acme", "demo").Qualified);
}
