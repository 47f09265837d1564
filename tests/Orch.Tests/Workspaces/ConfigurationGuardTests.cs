using Orch.Workspaces;

namespace Orch.Tests.Workspaces;

public sealed class ConfigurationGuardTests
{
    [Fact]
    public void Every_part_of_a_planted_filter_is_switched_off_once() =>
        Assert.Equal(
            [new("filter.a.b=c.clean", ""), new("filter.a.b=c.smudge", ""), new("filter.a.b=c.process", ""), new("filter.a.b=c.required", "false")],
            ConfigurationGuard.Overrides(
                [("worktree", new("filter.a.b=c.clean", "evil")), ("worktree", new("filter.a.b=c.required", "true")), ("worktree", new("core.filter", "x"))], isTrusted: true, hasLfs: true));

    [Theory]
    [InlineData("system", false, true)]
    [InlineData("global", false, true)]
    [InlineData("command", false, true)]
    [InlineData("local", true, true)]
    [InlineData("local", false, false)]
    [InlineData("worktree", true, false)]
    public void A_filter_runs_when_it_is_the_users(string scope, bool isTrusted, bool runs) =>
        Assert.Equal(runs, ConfigurationGuard.Overrides([(scope, new("filter.crypt.clean", "crypt"))], isTrusted, hasLfs: false).Count == 0);

    [Fact]
    public void A_filter_of_the_user_with_a_planted_part_is_switched_off_whole() =>
        Assert.Contains(
            new("filter.crypt.clean", ""),
            ConfigurationGuard.Overrides([("global", new("filter.crypt.clean", "crypt")), ("local", new("filter.crypt.smudge", "evil"))], isTrusted: false, hasLfs: false));

    [Theory]
    [InlineData("global", false, true)]
    [InlineData("local", true, true)]
    [InlineData("local", false, false)]
    [InlineData("worktree", true, false)]
    public void A_merge_driver_that_may_be_planted_cannot_merge(string scope, bool isTrusted, bool runs) =>
        Assert.Equal(
            runs ? [] : [new ConfigurationEntry("merge.mine.driver", "false")],
            ConfigurationGuard.Overrides([(scope, new("merge.mine.driver", "mine %A")), (scope, new("merge.conflictstyle", "diff3"))], isTrusted, hasLfs: false));

    [Fact]
    public void Hooks_of_the_configuration_are_switched_off_whosever_they_are() =>
        Assert.Equal(
            [new ConfigurationEntry("hook.lint.enabled", "false")],
            ConfigurationGuard.Overrides([("global", new("hook.lint.command", "lint"))], isTrusted: true, hasLfs: true));

    [Theory]
    [InlineData("local", "git-lfs clean -- %f", true, true)]
    [InlineData("local", "git-lfs clean -- %f; evil", true, false)]
    [InlineData("local", "evil", true, false)]
    [InlineData("global", "git-lfs clean -- %f", true, true)]
    [InlineData("global", "git-lfs clean -- %f", false, false)]
    public void Lfs_runs_as_it_installs_itself_and_where_it_is_installed(string scope, string clean, bool hasLfs, bool runs) =>
        Assert.Equal(runs, ConfigurationGuard.Overrides([("global", new("filter.lfs.required", "true")), (scope, new("filter.lfs.clean", clean))], isTrusted: false, hasLfs).Count == 0);

    [Fact]
    public void A_planted_extension_of_lfs_switches_it_off() =>
        Assert.NotEmpty(ConfigurationGuard.Overrides(
            [("global", new("filter.lfs.clean", "git-lfs clean -- %f")), ("local", new("lfs.extension.x.clean", "evil"))], isTrusted: false, hasLfs: true));

    [Fact]
    public void A_listed_configuration_is_read_with_line_breaks_and_without_values() =>
        Assert.Equal([new("a.b", "one\ntwo"), new("c.d", "true"), new("e.f", "")], ConfigurationEntry.Parse("a.b\none\ntwo\0c.d\0e.f\n\0"));
}
