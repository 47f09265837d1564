using Orch.SystemTests.Support;

namespace Orch.SystemTests.Configuration;

/// <summary>A repository's file is somebody else's until the user has accepted it.</summary>
public sealed class TrustTests
{
    private static readonly string Add = World.Task("Add the file", """[{"tool":"write","path":"file.txt","content":"x\n"},{"text":"DONE"}]""");

    [Fact]
    public async Task Its_commands_run_only_after_it_was_accepted_and_again_when_it_changed()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.ConfigureAsync("[run]\nvalidate = \"touch $HOME/validated\"\nrepair = 0\n");

        var first = await world.OrchAsync("run", "--name", "one", Add);

        Assert.Equal(0, first.ExitCode);
        Assert.Contains("orch.toml is not trusted, so these are ignored: run.validate;", first.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(world.Environment["HOME"], "validated")));

        var trust = await world.OrchAsync("config", "trust");
        Assert.Contains("run.validate = \"touch $HOME/validated\"", trust.Output, StringComparison.Ordinal);
        var second = await world.OrchAsync("run", "--name", "two", Add);

        Assert.Equal(0, second.ExitCode);
        Assert.DoesNotContain("trusted", second.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(world.Environment["HOME"], "validated")));

        await world.ConfigureAsync("[run]\nvalidate = \"touch $HOME/changed\"\n");
        Assert.Contains("run.validate", (await world.OrchAsync("dispatcher", "analyze", Add)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_cannot_accept_it()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.ConfigureAsync("[run]\nvalidate = \"true\"\n");
        world.Environment["ORCH_AGENT"] = "somebody";

        var refused = await world.OrchAsync("config", "trust");

        Assert.Equal(7, refused.ExitCode);
        world.Environment.Remove("ORCH_AGENT");
        Assert.Contains("not trusted", (await world.OrchAsync("config")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_a_workspace_is_never_read()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var agent = await world.OrchJsonAsync(
            0, "run", "--json", "--name", "sly", World.Task("Add it", """[{"tool":"write","path":"orch.toml","content":"[run]\ntimeout = \"7m\"\n"},{"text":"DONE"}]"""));
        var workspace = agent.GetProperty("workspace").GetString()!;
        Assert.True(File.Exists(Path.Combine(workspace, "orch.toml")));

        var there = await world.RunAsync(OrchBinary.Path, ["config"], workspace);

        Assert.Equal(0, there.ExitCode);
        Assert.Contains("timeout = \"30m\"", there.Output, StringComparison.Ordinal);
        Assert.Contains($"{world.Repository}/orch.toml: not there", there.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_it_is_one_line_and_starts_nothing()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.ConfigureAsync("[run]\nidle_timout = \"5m\"\n");

        var result = await world.OrchAsync("run", Add);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"orch: {world.Repository}/orch.toml:2: unknown key 'idle_timout' in [run]: did you mean idle_timeout?\n", result.Error);
        Assert.False(Directory.Exists(world.Repository + ".orch"));
    }

    [Fact]
    public async Task Every_setting_is_shown_with_where_it_comes_from()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.ConfigureAsync("[run]\nbase = \"main\"\nvalidate = \"make\"\n");
        await world.ConfigureUserAsync("[agents.claude]\nenv = { SERVICE_TOKEN = \"hunter2-hunter2-hunter2\" }\n");
        world.Environment["MAX_CONCURRENT_AGENTS"] = "2";

        var config = await world.OrchJsonAsync(0, "config", "--json", "--timeout", "5m");

        var sources = config.GetProperty("settings").EnumerateArray().ToDictionary(one => one.GetProperty("key").GetString()!, one => one.GetProperty("source").GetString());
        Assert.Equal("flag", sources["run.timeout"]);
        Assert.Equal("environment", sources["run.max_agents"]);
        Assert.Equal("repository_file", sources["run.base"]);
        Assert.Equal("user_file", sources["agents.claude.env.SERVICE_TOKEN"]);
        Assert.Equal("default", sources["run.repair"]);
        Assert.Equal("run.validate", config.GetProperty("ignored")[0].GetProperty("key").GetString());
        Assert.DoesNotContain("hunter2", config.ToString(), StringComparison.Ordinal);
    }
}
