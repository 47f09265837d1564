using System.Text.Json;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.MainJob;

/// <summary>The main job with the real agent CLIs against the scripted model.</summary>
public sealed class RealAgentTests
{
    private const string AddHello = """[{"tool":"write","path":"hello.txt","content":"hello\n"},{"text":"DONE"}]""";

    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    [InlineData("opencode")]
    [InlineData("qwen")]
    [InlineData("copilot")]
    public async Task A_task_becomes_a_proved_and_pushed_change(string cli)
    {
        await using var world = await World.CreateAsync(opencode: "ok", qwen: "ok", copilot: "ok");

        var agent = await world.OrchJsonAsync(
            0, "run", "--json", "--agent-cli", cli, "--name", "hello", "--validate", "test -f hello.txt", World.Task("Add hello.txt", AddHello));

        Assert.Equal("orch.agent/1", agent.GetProperty("schema").GetString());
        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("orch/hello", agent.GetProperty("branch").GetString());
        Assert.Equal("hello\n", await world.AtOriginAsync("orch/hello", "hello.txt"));
        Assert.Equal(agent.GetProperty("head_sha").GetString(), await world.GitAsync("--git-dir", world.Origin, "rev-parse", "orch/hello"));

        var attempt = Assert.Single(agent.GetProperty("attempts").EnumerateArray());
        Assert.Equal("success", attempt.GetProperty("outcome").GetString());
        Assert.Equal(0, attempt.GetProperty("exit_code").GetInt32());
        Assert.NotEmpty(attempt.GetProperty("session_id").GetString()!);
        // copilot tells no tokens.
        Assert.Equal(cli != "copilot", attempt.GetProperty("input_tokens") is { ValueKind: JsonValueKind.Number } input && input.GetInt64() > 0);
        Assert.Equal(cli != "copilot", attempt.GetProperty("output_tokens") is { ValueKind: JsonValueKind.Number } output && output.GetInt64() > 0);

        var checks = agent.GetProperty("checks").EnumerateArray().ToDictionary(
            check => check.GetProperty("name").GetString()!, check => check.GetProperty("status").GetString());
        Assert.Equal(["committed", "scope", "tamper", "secrets", "validation", "pushed", "pull_request"], checks.Keys);
        Assert.All(checks.Where(check => check.Key != "pull_request"), check => Assert.Equal("passed", check.Value));
        Assert.Equal("skipped", checks["pull_request"]);
    }

    [Fact]
    public async Task An_agent_does_not_work_where_orch_was_started()
    {
        await using var world = await World.CreateAsync(opencode: "ok");
        world.Environment["PWD"] = world.Repository;

        await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "opencode", World.Task("Add hello.txt", AddHello));

        Assert.Equal("", await world.GitAsync("status", "--porcelain"));
        Assert.Equal("Begin", await world.GitAsync("log", "-1", "--format=%s"));
    }

    [Fact]
    public async Task The_evidence_says_what_was_checked()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--validate", "test -f hello.txt", World.Task("Add hello.txt", AddHello));

        var evidence = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(agent.GetProperty("evidence").GetString()!));
        Assert.Equal("orch.evidence/1", evidence.GetProperty("schema").GetString());
        Assert.Equal(agent.GetProperty("head_sha").GetString(), evidence.GetProperty("head_sha").GetString());
        Assert.Contains(evidence.GetProperty("commands").EnumerateArray(), command =>
            command.GetProperty("command").GetString() == "test -f hello.txt" && command.GetProperty("exit_code").GetInt32() == 0);
        Assert.Equal(7, evidence.GetProperty("checks").GetArrayLength());
    }

    [Fact]
    public async Task The_users_own_checkout_is_not_touched()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "draft.txt"), "mine");
        await File.AppendAllTextAsync(Path.Combine(world.Repository, "README.md"), "changed");
        await world.GitAsync("add", "README.md");
        var before = await StateOfAsync(world);

        await world.OrchJsonAsync(0, "run", "--json", World.Task("Add hello.txt", AddHello));

        Assert.Equal(before, await StateOfAsync(world));
        Assert.False(File.Exists(Path.Combine(world.Repository, "hello.txt")));
    }

    private static async Task<string> StateOfAsync(World world) =>
        await world.GitAsync("status", "--porcelain=v2", "--branch") + await world.GitAsync("diff", "--cached") + await world.GitAsync("stash", "list");

    [Fact]
    public async Task An_agent_that_changes_nothing_and_talks_about_rate_limits_has_answered()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var agent = await world.OrchJsonAsync(
            0, "run", "--json", World.Task("Explain the limits", """[{"text":"Error: 429 rate limit exceeded, usage limit reached. That is what the docs say."}]"""));

        Assert.Equal("answered", agent.GetProperty("state").GetString());
        Assert.Contains("429 rate limit exceeded", agent.GetProperty("answer").GetString());
        Assert.Equal("success", agent.GetProperty("attempts")[0].GetProperty("outcome").GetString());
        Assert.Equal(["main"], await world.BranchesAtOriginAsync());
    }
}
