using System.Text.Json.Nodes;
using Orch.Configuration;

namespace Orch.Tests.Configuration;

public sealed class MergingTests
{
    [Fact]
    public void Nothing_set_gives_the_defaults()
    {
        var settings = Files.Merge();

        Assert.All(settings.All, setting => Assert.Equal(SettingSource.Default, setting.Source));
        Assert.Equal(TimeSpan.FromMinutes(30), settings.Duration("run.timeout"));
        Assert.Equal(TimeSpan.FromMinutes(10), settings.Duration("run.idle_timeout"));
        Assert.Equal(1, settings.Number("run.repair"));
        Assert.Equal(5, settings.Number("run.max_agents"));
        Assert.Equal("skip", settings.Text("run.permissions"));
        Assert.Null(settings.Text("run.agent_cli"));
        Assert.Empty(settings.List("workspace.copy"));
    }

    [Theory]
    [InlineData(null, null, null, "30m", nameof(SettingSource.Default))]
    [InlineData("1m", null, null, "1m", nameof(SettingSource.UserFile))]
    [InlineData("1m", "2m", null, "2m", nameof(SettingSource.RepositoryFile))]
    [InlineData("1m", "2m", "3m", "3m", nameof(SettingSource.Flag))]
    [InlineData(null, "2m", null, "2m", nameof(SettingSource.RepositoryFile))]
    [InlineData("1m", null, "3m", "3m", nameof(SettingSource.Flag))]
    public void The_nearest_one_wins(string? user, string? repository, string? flag, string value, string source)
    {
        var settings = Files.Merge(
            user is null ? null : $"[run]\ntimeout = \"{user}\"",
            repository is null ? null : $"[run]\ntimeout = \"{repository}\"",
            flags: flag is null ? [] : [new Setting("run.timeout", JsonValue.Create(flag), SettingSource.Flag) { Where = "--timeout" }]);

        Assert.Equal(value, settings.Text("run.timeout"));
        Assert.Equal(source, settings.Find("run.timeout")!.Source.ToString());
        Assert.Empty(settings.Ignored);
    }

    [Theory]
    [InlineData("[run]\nvalidate = \"x\"", "run.validate")]
    [InlineData("[run]\nvalidate_env = [\"X\"]", "run.validate_env")]
    [InlineData("[run]\npermissions = \"vendor\"", "run.permissions")]
    [InlineData("[run]\nmax_usd = 100", "run.max_usd")]
    [InlineData("[run]\nmax_tokens = 100", "run.max_tokens")]
    [InlineData("[run]\nmax_agents = 100", "run.max_agents")]
    [InlineData("[workspace]\nroot = \"..\"", "workspace.root")]
    [InlineData("[workspace]\nsetup = \"x\"", "workspace.setup")]
    [InlineData("[workspace]\ncopy = [\"x\"]", "workspace.copy")]
    [InlineData("[agents.claude]\nargs = [\"x\"]", "agents.claude.args")]
    [InlineData("[agents.claude]\nenv.PATH = \"x\"", "agents.claude.env.PATH")]
    [InlineData("[agents.claude]\nenv_unset = [\"X\"]", "agents.claude.env_unset")]
    [InlineData("[agents.mybot]\ncommand = [\"x\"]", "agents.mybot.command")]
    [InlineData("[notify]\ncommand = [\"x\"]", "notify.command")]
    [InlineData("[limits]\nfree_disk = \"1KB\"", "limits.free_disk")]
    public void What_decides_what_is_run_counts_only_when_the_file_is_trusted(string repository, string key)
    {
        var doubted = Files.Merge(repository: repository);
        var trusted = Files.Merge(repository: repository, trusted: true);

        Assert.Equal(key, Assert.Single(doubted.Ignored).Key);
        Assert.False(doubted.IsSet(key));
        Assert.Empty(trusted.Ignored);
        Assert.True(trusted.IsSet(key));
    }

    [Theory]
    [InlineData("[run]\nagent_cli = \"codex\"", "run.agent_cli")]
    [InlineData("[run]\nbase = \"dev\"", "run.base")]
    [InlineData("[run]\ntimeout = \"1m\"", "run.timeout")]
    [InlineData("[run]\nidle_timeout = \"1m\"", "run.idle_timeout")]
    [InlineData("[run]\nrepair = 3", "run.repair")]
    [InlineData("[agents.claude]\nmodel = \"opus\"", "agents.claude.model")]
    public void What_is_harmless_counts_at_once(string repository, string key) => Assert.True(Files.Merge(repository: repository).IsSet(key));

    [Fact]
    public void What_is_ignored_does_not_hide_the_users_own_value()
    {
        var settings = Files.Merge("[run]\nvalidate = \"mine\"", "[run]\nvalidate = \"theirs\"");

        Assert.Equal("mine", settings.Text("run.validate"));
        Assert.Equal("theirs", Assert.Single(settings.Ignored).Text);
    }

    [Fact]
    public void Variables_of_one_agent_come_together_from_both_files()
    {
        var settings = Files.Merge("[agents.claude]\nenv = { A = \"1\", B = \"1\" }", "[agents.claude]\nenv = { B = \"2\" }", trusted: true);

        Assert.Equal("1", settings.Text("agents.claude.env.A"));
        Assert.Equal("2", settings.Text("agents.claude.env.B"));
    }

    [Fact]
    public void The_environment_goes_over_the_files()
    {
        var settings = Files.Merge("[run]\nmax_agents = 2", maxAgents: "7");

        Assert.Equal(7, settings.Number("run.max_agents"));
        Assert.Equal("MAX_CONCURRENT_AGENTS", settings.Find("run.max_agents")!.Where);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("1001")]
    public void A_wrong_variable_is_wrong_usage(string value) =>
        Assert.Contains("MAX_CONCURRENT_AGENTS takes a whole number", Assert.Throws<OrchException>(() => Files.Merge(maxAgents: value)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_of_no_known_agent_needs_a_command()
    {
        var wrong = Assert.Throws<OrchException>(() => Files.Merge("[agents.cluade]\nmodel = \"sonnet\""));

        Assert.Equal("/home/u/.config/orch/config.toml:2: [agents.cluade] is no agent CLI that Orch knows, and no 'command' describes it: did you mean claude?", wrong.Message);
    }

    [Fact]
    public void A_model_of_a_new_agent_needs_the_option_that_takes_it() =>
        Assert.Contains("needs model_flag", Assert.Throws<OrchException>(() => Files.Merge("[agents.bot]\ncommand = [\"bot\"]\nmodel = \"x\"")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_new_agent_whose_command_is_not_trusted_is_none()
    {
        var settings = Files.Merge(repository: "[agents.mybot]\ncommand = [\"mybot\"]\nstream = \"claude\"");

        Assert.Empty(AgentTables.Of(settings, home: null, Files.Known));
    }

    [Fact]
    public void A_command_with_a_path_is_meant_from_its_file()
    {
        var tables = AgentTables.Of(
            Files.Merge("[agents.b]\ncommand = [\"~/bin/b\"]\n[agents.c]\ncommand = [\"c\"]", "[agents.a]\ncommand = [\"tools/a\", \"./x\"]", trusted: true), "/home/u", Files.Known);

        Assert.Equal(["/repo/tools/a", "./x"], tables["a"].Command);
        Assert.Equal(["/home/u/bin/b"], tables["b"].Command);
        Assert.Equal(["c"], tables["c"].Command);
    }
}
