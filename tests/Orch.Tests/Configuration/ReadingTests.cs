namespace Orch.Tests.Configuration;

public sealed class ReadingTests
{
    [Fact]
    public void Every_key_of_the_example_is_read_with_its_line()
    {
        var file = Files.Repository(
            """
            [run]
            agent_cli = "claude,codex"
            max_agents = 3
            validate = "dotnet test"
            validate_env = ["NUGET_PACKAGES"]
            base = "main"
            timeout = "30m"
            idle_timeout = "10m"
            repair = 0
            permissions = "vendor"
            max_usd = 2.5
            max_tokens = 100_000
            [workspace]
            root = "../app.orch"
            setup = "npm ci"
            copy = [".env.local", "certs/dev"]
            [agents.claude]
            model = "sonnet"
            args = ["--effort", "high"]
            env = { DEBUG = "1" }
            env_unset = ["ANTHROPIC_API_KEY"]
            [agents.mybot]
            command = ["mybot", "--print"]
            prompt = "argument"
            stream = "claude"
            resume = ["--resume", "{session}"]
            model_flag = "--model"
            version = ["--version"]
            install = "npm i -g mybot"
            patterns.rate_limited = ["slow down"]
            [notify]
            command = ["notify-send", "{name}: {state}"]
            [limits]
            free_disk = "2GB"
            free_memory = "500MB"
            """);

        Assert.Equal(2, file.Settings[0].Line);
        Assert.Equal("agents.claude.env.DEBUG", file.Settings.Single(setting => setting.Line == 20).Key);
        Assert.Equal("2.5", file.Settings.Single(setting => setting.Key == "run.max_usd").Value!.ToJsonString());
        Assert.Equal(["slow down"], file.Settings.Single(setting => setting.Key == "agents.mybot.patterns.rate_limited").List);
        Assert.Equal(29, file.Settings.Count);
    }

    [Theory]
    [InlineData("run.timeout = \"5m\"")]
    [InlineData("run = { timeout = \"5m\" }")]
    [InlineData("[run]\ntimeout = '5m'")]
    [InlineData("\"run\".\"timeout\" = \"\"\"5m\"\"\"")]
    public void All_ways_to_write_a_key_come_to_the_same(string toml)
    {
        var setting = Assert.Single(Files.Repository(toml).Settings);

        Assert.Equal("run.timeout", setting.Key);
        Assert.Equal("5m", setting.Text);
    }

    [Theory]
    [InlineData("[run]\nidle_timout = \"5m\"", "2: unknown key 'idle_timout' in [run]: did you mean idle_timeout?")]
    [InlineData("[rnu]\ntimeout = \"5m\"", "1: unknown key 'rnu': did you mean run?")]
    [InlineData("timeout = \"5m\"", "1: unknown key 'timeout': it belongs to [run]")]
    [InlineData("[run]\nsetup = \"x\"", "2: unknown key 'setup' in [run]: it belongs to [workspace]")]
    [InlineData("[run]\nmodel = \"x\"", "2: unknown key 'model' in [run]: it belongs to [agents.NAME]")]
    [InlineData("[agents.claude]\nmodle = \"x\"", "2: unknown key 'modle' in [agents.claude]: did you mean model?")]
    [InlineData("[notify]\nxyzzy = 1", "2: unknown key 'xyzzy' in [notify]: there are command")]
    public void An_unknown_key_is_named_with_its_line_and_the_right_one(string toml, string message) =>
        Assert.Equal($"/repo/orch.toml:{message}", Files.Complaint(toml));

    [Theory]
    [InlineData("[run]\n\ntimeout = 5", "3: run.timeout takes a duration as \"90s\", \"30m\" or \"2h\" (a number and ms, s, m, h or d; at most 24d), not 5")]
    [InlineData("[run]\nmax_agents = 0", "2: run.max_agents takes a whole number from 1 to 1000, not 0")]
    [InlineData("[run]\nmax_agents = \"5\"", "2: run.max_agents takes a whole number from 1 to 1000, not \"5\"")]
    [InlineData("[run]\nmax_agents = 2.5", "2: run.max_agents takes a whole number from 1 to 1000, not 2.5")]
    [InlineData("[run]\npermissions = \"none\"", "2: run.permissions takes \"skip\" or \"vendor\", not \"none\"")]
    [InlineData("[run]\nmax_usd = -1", "2: run.max_usd takes an amount above 0, as 2.50, not -1")]
    [InlineData("[run]\nvalidate = \"\"", "2: run.validate takes a text that is not empty, not an empty text")]
    [InlineData("[run]\nvalidate = 2026-01-01", "2: run.validate takes a text that is not empty, not a value of another kind")]
    [InlineData("[run]\nagent_cli = \"claude,,codex\"", "2: run.agent_cli takes names with commas between them, as \"claude,codex\", not this text")]
    [InlineData("[workspace]\ncopy = \".env\"", "2: workspace.copy takes a list of texts, as [\"one\", \"two\"], not \".env\"")]
    [InlineData("[workspace]\ncopy = [\".env\", 1]", "2: workspace.copy takes a list of texts, as [\"one\", \"two\"], not a list")]
    [InlineData("[notify]\ncommand = \"notify-send\"", "2: notify.command takes a program and its arguments as a list of texts, as [\"program\", \"--flag\"], not \"notify-send\"")]
    [InlineData("[limits]\nfree_disk = \"2\"", "2: limits.free_disk takes a size as \"500MB\" or \"2GB\", or \"0\" for none, not \"2\"")]
    [InlineData("run = 3", "1: run takes a table, not a number")]
    [InlineData("[agents.claude]\nenv = [\"A=1\"]", "2: agents.claude.env takes a table, as env = { NAME = \"value\" }, not a list")]
    [InlineData("[run.timeout]\nx = 1", "1: run.timeout is no table: write it as timeout = …")]
    [InlineData("[run]\nbase = \"--all\"", "2: run.base may not begin with a hyphen")]
    [InlineData("[[run]]\ntimeout = \"5m\"", "1: [[run]] is a list of tables: write [run]")]
    public void A_wrong_value_is_named_with_its_line_and_what_is_expected(string toml, string message) =>
        Assert.Equal($"/repo/orch.toml:{message}", Files.Complaint(toml));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../secret")]
    [InlineData("a/../../b")]
    [InlineData("~/.ssh")]
    [InlineData(".git/config")]
    [InlineData("sub/.GIT/config")]
    [InlineData(".")]
    [InlineData("")]
    public void What_is_copied_lies_inside_the_checkout(string path) =>
        Assert.StartsWith("/repo/orch.toml:2: workspace.copy takes files and folders inside the checkout", Files.Complaint($"[workspace]\ncopy = [\"ok\", \"{path}\"]"), StringComparison.Ordinal);

    [Theory]
    [InlineData("[agents.claude]\nenv = { ORCH_AGENT = \"x\" }", "2: ORCH_AGENT is set by Orch itself for every agent: leave it out")]
    [InlineData("[agents.claude]\nenv.TMPDIR = \"/tmp\"", "2: TMPDIR is set by Orch itself for every agent: leave it out")]
    [InlineData("[agents.claude]\nenv.\"A=B\" = \"x\"", "2: 'A=B' is no name of a variable")]
    [InlineData("[agents.claude]\nenv_unset = [\"GIT_CONFIG_COUNT\"]", "2: agents.claude.env_unset has a wrong name: GIT_CONFIG_COUNT is set by Orch itself for every agent: leave it out")]
    [InlineData("[agents.claude]\ncommand = [\"claude\"]", "2: 'command' is for an agent CLI that Orch does not know, and it knows claude: [agents.claude] takes model, args, env and env_unset")]
    [InlineData("[agents.cursor-agent]\nmodel = \"x\"", "1: [agents.cursor-agent] is known as cursor: write [agents.cursor]")]
    [InlineData("[agents.\"my bot\"]\nmodel = \"x\"", "1: 'my bot' is no name for an agent CLI: use small letters, digits, - and _, at most 48")]
    [InlineData("[agents.mybot.patterns]\nrate_limit = [\"x\"]", "2: 'rate_limit' is no kind of failure: did you mean rate_limited?")]
    public void A_name_that_cannot_be_is_refused(string toml, string message) => Assert.Equal($"/repo/orch.toml:{message}", Files.Complaint(toml));

    [Theory]
    [InlineData("[run\ntimeout = \"5m\"")]
    [InlineData("[run]\ntimeout = \"5m\"\ntimeout = \"6m\"")]
    [InlineData("[run]\ntimeout = ")]
    [InlineData("= 1")]
    [InlineData("[run]\nvalidate = \"a\u0000b\"")]
    public void What_is_no_TOML_is_named_with_its_line(string toml) => Assert.Matches(@"\A/repo/orch\.toml:[12345]: \S", Files.Complaint(toml));

    [Fact]
    public void A_long_value_is_not_repeated_in_a_message() => Assert.DoesNotContain("sk-ant", Files.Complaint("[run]\ntimeout = \"sk-ant-api03-0123456789\""), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("[run]\n[agents]\n[agents.claude]\nenv = {}\n")]
    [InlineData("\uFEFF[run]\n")]
    public void A_file_may_set_nothing(string toml) => Assert.Empty(Files.Repository(toml).Settings);
}
