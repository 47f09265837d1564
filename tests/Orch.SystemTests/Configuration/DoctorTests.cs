using System.Text.Json;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Configuration;

/// <summary>What is missing or odd is said with the command that mends it.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task A_world_where_the_main_job_runs_is_well()
    {
        await using var world = await World.CreateAsync(gemini: null);

        var report = await world.OrchJsonAsync(0, "doctor", "--json");

        Assert.Equal("orch.doctor/1", report.GetProperty("schema").GetString());
        Assert.True(report.GetProperty("can_run").GetBoolean());
        Assert.StartsWith("git version", Find(report, "git").GetProperty("text").GetString(), StringComparison.Ordinal);
        var claude = report.GetProperty("agent_clis").EnumerateArray().Single(cli => cli.GetProperty("name").GetString() == "claude");
        Assert.Contains("2.1.197", claude.GetProperty("version").GetString(), StringComparison.Ordinal);
        Assert.Equal("2.1.197", claude.GetProperty("tested").GetString());
        Assert.Contains("ANTHROPIC_", claude.GetProperty("login").GetString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(world.State, "orch.db")));
    }

    [Theory]
    [InlineData("tmux", "tmux is not installed")]
    [InlineData("git", "git is not installed")]
    public async Task A_missing_program_is_named_with_what_installs_it(string program, string text)
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.Hide(program);

        var result = await world.OrchAsync("doctor");
        world.Show(program);

        Assert.Equal(5, result.ExitCode);
        Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.Contains($"install {program}", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_agent_CLI_nothing_can_be_done()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);

        var report = await world.OrchJsonAsync(5, "doctor", "--json");

        Assert.Equal("npm install -g @google/gemini-cli", Find(report, "agent_clis").GetProperty("mend").GetString());
    }

    [Fact]
    public async Task A_newer_version_than_the_tested_one_is_a_warning_and_no_error()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub("codex", "echo codex-cli 0.999.1");

        var report = await world.OrchJsonAsync(0, "doctor", "--json");

        Assert.Contains("newer than the tested 0.169.0", Find(report, "codex").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claude_as_root_is_told_what_it_needs()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root is refused");
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.Environment.Remove("IS_SANDBOX");

        var report = await world.OrchJsonAsync(5, "doctor", "--json");

        Assert.Contains("IS_SANDBOX=1", Find(report, "claude").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_odd_is_shown_all_at_once()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(0, "run", "--json", "--name", "done", World.Task("Say done", """[{"text":"DONE"}]"""));
        File.SetUnixFileMode(world.State, File.GetUnixFileMode(world.State) | UnixFileMode.OtherRead);
        await world.ConfigureAsync("[workspace]\nsetup = \"make\"\n");

        var report = await world.OrchJsonAsync(0, "doctor", "--json");

        Assert.Equal($"chmod 700 {world.State}", Find(report, "directory").GetProperty("mend").GetString());
        Assert.Equal("orch config trust", Find(report, "orch.toml").GetProperty("mend").GetString());
        Assert.Equal("gh auth login", Find(report, "gh").GetProperty("mend").GetString());

        await world.ConfigureAsync("[workspace]\nsteup = \"make\"\n");
        var wrong = Find(await world.OrchJsonAsync(5, "doctor", "--json"), "configuration");
        Assert.Contains("did you mean setup?", wrong.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_says_what_came_back_and_how_long_it_took()
    {
        await using var world = await World.CreateAsync(codex: "auth", script: """[{"text":"ready"}]""");

        var report = await world.OrchJsonAsync(0, "doctor", "--probe", "--json");

        var probes = report.GetProperty("agent_clis").EnumerateArray()
            .Where(cli => cli.GetProperty("probe").ValueKind == JsonValueKind.Object)
            .ToDictionary(cli => cli.GetProperty("name").GetString()!, cli => cli.GetProperty("probe"));
        Assert.Equal("ready", probes["claude"].GetProperty("answer").GetString());
        Assert.Equal("ready", probes["gemini"].GetProperty("answer").GetString());
        Assert.True(probes["claude"].GetProperty("seconds").GetDouble() > 0);
        Assert.Equal("auth", probes["codex"].GetProperty("outcome").GetString());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(world.State, "probes")));
    }

    [Fact]
    public async Task A_cool_down_is_shown_and_can_be_cleared()
    {
        await using var world = await World.CreateAsync(claude: "ratelimit", codex: null, gemini: null);
        await world.OrchJsonAsync(1, "run", "--json", "--timeout", "20s", World.Task("Say done", """[{"text":"DONE"}]"""));

        var before = await world.OrchAsync("doctor");
        Assert.Contains("orch doctor --clear-cooldown claude", before.Output, StringComparison.Ordinal);

        var after = await world.OrchAsync("doctor", "--clear-cooldown", "claude");

        Assert.Contains("claude may be tried again", after.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--clear-cooldown", after.Output, StringComparison.Ordinal);
    }

    private static JsonElement Find(JsonElement report, string name) =>
        report.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("name").GetString() == name);
}
