using Orch.Delivery;
using Orch.Workspaces;

namespace Orch.Tests.Delivery;

public sealed class PushEnvironmentTests
{
    [Fact]
    public void The_address_and_the_recorded_configuration_travel_in_the_environment()
    {
        var environment = PushEnvironment.Of(Order([], new("credential.helper", "store"), new("http.https://github.com/.extraheader", "Authorization: x")));
        Assert.Equal("3", environment["GIT_CONFIG_COUNT"]);
        Assert.Equal(("credential.helper", "store"), Entry(environment, 0));
        Assert.Equal(("http.https://github.com/.extraheader", "Authorization: x"), Entry(environment, 1));
        Assert.Equal(($"remote.{PushEnvironment.Remote}.url", "https://token@github.com/acme/demo"), Entry(environment, 2));
    }

    [Fact]
    public void What_the_user_configured_that_way_stays_in_force()
    {
        var environment = PushEnvironment.Of(Order(new() { ["GIT_CONFIG_COUNT"] = "1", ["GIT_CONFIG_KEY_0"] = "http.proxy", ["GIT_CONFIG_VALUE_0"] = "http://proxy" }));
        Assert.Equal("2", environment["GIT_CONFIG_COUNT"]);
        Assert.Equal(("http.proxy", "http://proxy"), Entry(environment, 0));
        Assert.Equal($"remote.{PushEnvironment.Remote}.url", Entry(environment, 1).Key);
    }

    [Theory]
    [InlineData("remote.origin.pushurl")]
    [InlineData("remote.orch-delivery-target.url")]
    [InlineData("push.followTags")]
    [InlineData("core.hooksPath")]
    [InlineData("core.fsmonitor")]
    [InlineData("include.path")]
    [InlineData("filter.lfs.process")]
    public void Entries_that_do_not_help_to_reach_the_remote_are_left_out(string key) =>
        Assert.DoesNotContain("x", PushEnvironment.Of(Order([], new ConfigurationEntry(key, "x"))).Values);

    [Theory]
    [InlineData("core.sshCommand")]
    [InlineData("core.askPass")]
    [InlineData("url.git@github.com:.insteadOf")]
    [InlineData("credential.https://github.com.username")]
    public void Entries_that_help_to_reach_the_remote_are_passed_on(string key) =>
        Assert.Equal((key, "x"), Entry(PushEnvironment.Of(Order([], new ConfigurationEntry(key, "x"))), 0));

    [Fact]
    public void A_complete_configuration_shuts_out_the_files_of_user_and_system()
    {
        var environment = PushEnvironment.Of(Order([]) with { ConfigurationIsComplete = true });
        Assert.Equal(("/dev/null", "1"), (environment["GIT_CONFIG_GLOBAL"], environment["GIT_CONFIG_NOSYSTEM"]));
        Assert.DoesNotContain("GIT_CONFIG_GLOBAL", PushEnvironment.Of(Order([])).Keys);
    }

    [Fact]
    public void Traces_are_switched_off() =>
        Assert.DoesNotContain(PushEnvironment.Of(Order(new() { ["GIT_TRACE_CURL"] = "1", ["GIT_CURL_VERBOSE"] = "1" })).Keys, name => name.Contains("CURL", StringComparison.Ordinal));

    [Fact]
    public void Ssh_is_told_not_to_ask_unless_the_user_has_set_it_up()
    {
        var none = new Dictionary<string, string>();
        Assert.Equal([("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")], PushEnvironment.QuietSsh(none, null));
        Assert.Empty(PushEnvironment.QuietSsh(none, "ssh -i key"));
        Assert.Empty(PushEnvironment.QuietSsh(new Dictionary<string, string> { ["GIT_SSH_COMMAND"] = "ssh -i key" }, null));
        Assert.Empty(PushEnvironment.QuietSsh(new Dictionary<string, string> { ["GIT_SSH"] = "/usr/bin/plink" }, null));
    }

    private static (string Key, string Value) Entry(Dictionary<string, string> environment, int i) =>
        (environment[$"GIT_CONFIG_KEY_{i}"], environment[$"GIT_CONFIG_VALUE_{i}"]);

    private static PushOrder Order(Dictionary<string, string> environment, params ConfigurationEntry[] configuration) => new()
    {
        ObjectsDirectory = "/repository/.git/objects",
        Url = "https://token@github.com/acme/demo",
        Branch = "orch/fix",
        Commit = new('c', 40),
        ScratchDirectory = "/state",
        Configuration = configuration,
        Environment = environment,
    };
}
