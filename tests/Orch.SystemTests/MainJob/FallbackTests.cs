using Orch.SystemTests.Support;

namespace Orch.SystemTests.MainJob;

/// <summary>When one agent CLI cannot go on, the next one of the chain does, in the same workspace.</summary>
public sealed class FallbackTests
{
    private const string AddHello = """[{"tool":"write","path":"hello.txt","content":"hello\n"},{"text":"DONE"}]""";

    [Theory]
    [InlineData("claude", "codex")]
    [InlineData("codex", "claude")]
    [InlineData("gemini", "codex")]
    public async Task A_rate_limited_cli_hands_over_to_the_next(string first, string second)
    {
        await using var world = await World.CreateAsync(
            claude: first == "claude" ? "ratelimit" : "ok", codex: first == "codex" ? "ratelimit" : "ok", gemini: first == "gemini" ? "ratelimit" : "ok");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", $"{first},{second}", "--name", "hello", World.Task("Add hello.txt", AddHello));

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal(
            [(first, "rate_limited"), (second, "success")],
            agent.GetProperty("attempts").EnumerateArray().Select(one => (one.GetProperty("cli").GetString()!, one.GetProperty("outcome").GetString()!)));
        Assert.Equal("hello\n", await world.AtOriginAsync("orch/hello", "hello.txt"));
    }

    [Fact]
    public async Task What_the_first_cli_left_half_done_is_there_for_the_next()
    {
        await using var world = await World.CreateAsync(claude: "after:1:ratelimit", gemini: null);

        var agent = await world.OrchJsonAsync(
            0,
            "run", "--json", "--agent-cli", "claude,codex", "--name", "half", "--validate", "test -f first.txt && test -f second.txt",
            World.Task("Add both files", """[{"tool":"shell","command":"test -f first.txt && echo second > second.txt || echo first > first.txt"},{"text":"DONE"}]"""));

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("first\n", await world.AtOriginAsync("orch/half", "first.txt"));
        Assert.Equal("second\n", await world.AtOriginAsync("orch/half", "second.txt"));
        Assert.True(File.Exists(Path.Combine(world.State, "agents", "half", "handoff.md")));
    }

    [Fact]
    public async Task A_chain_in_which_nobody_can_go_on_fails_and_names_each_kind()
    {
        await using var world = await World.CreateAsync(claude: "auth", codex: "credit", gemini: null);

        var result = await world.OrchAsync("run", "--agent-cli", "claude,codex", World.Task("Add hello.txt", AddHello));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("auth", result.Error);
        Assert.Contains("billing", result.Error);
    }
}
