using Orch.Workspaces;

namespace Orch.Tests.Workspaces;

public sealed class ConfigurationGuardTests
{
    [Fact]
    public void Every_part_of_every_filter_is_switched_off_once()
    {
        var overrides = ConfigurationGuard.Overrides([new("filter.a.b=c.clean", "evil"), new("filter.a.b=c.required", "true"), new("core.filter", "x")], hasLfs: true);

        Assert.Equal(
            [new("filter.a.b=c.clean", ""), new("filter.a.b=c.smudge", ""), new("filter.a.b=c.process", ""), new("filter.a.b=c.required", "false")],
            overrides);
    }

    [Fact]
    public void Hooks_of_the_configuration_are_switched_off() =>
        Assert.Equal([new ConfigurationEntry("hook.lint.enabled", "false")], ConfigurationGuard.Overrides([new("hook.lint.command", "evil")], hasLfs: true));

    [Theory]
    [InlineData("git-lfs clean -- %f", true, true)]
    [InlineData("git-lfs clean -- %f", false, false)]
    [InlineData("git-lfs clean -- %f; evil", true, false)]
    [InlineData("evil", true, false)]
    public void Lfs_runs_only_as_it_installs_itself(string clean, bool hasLfs, bool runs) =>
        Assert.Equal(runs, ConfigurationGuard.Overrides([new("filter.lfs.required", "true"), new("filter.lfs.clean", clean)], hasLfs).Count == 0);

    [Fact]
    public void An_extension_of_lfs_switches_it_off() =>
        Assert.NotEmpty(ConfigurationGuard.Overrides([new("filter.lfs.clean", "git-lfs clean -- %f"), new("lfs.extension.x.clean", "evil")], hasLfs: true));

    [Fact]
    public void A_listed_configuration_is_read_with_line_breaks_and_without_values() =>
        Assert.Equal([new("a.b", "one\ntwo"), new("c.d", "true"), new("e.f", "")], ConfigurationEntry.Parse("a.b\none\ntwo\0c.d\0e.f\n\0"));
}
