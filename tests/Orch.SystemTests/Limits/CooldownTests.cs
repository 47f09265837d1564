using Orch.SystemTests.Support;

namespace Orch.SystemTests.Limits;

/// <summary>A vendor's limit that one agent saw is known to all, and is waited for when that is worth it.</summary>
public sealed class CooldownTests
{
    private const string AddHello = """[{"tool":"write","path":"hello.txt","content":"hello\n"},{"text":"DONE"}]""";

    [Fact]
    public async Task Five_agents_one_after_the_other_cost_one_failed_attempt()
    {
        await using var world = await World.CreateAsync(claude: "ratelimit:600", gemini: null);
        var outcomes = new List<string>();
        for (var n = 1; n <= 5; n++)
        {
            var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "claude,codex", "--name", $"a{n}", World.Task("Add hello.txt", AddHello));
            outcomes.AddRange(agent.GetProperty("attempts").EnumerateArray().Select(one => $"{one.GetProperty("cli").GetString()} {one.GetProperty("outcome").GetString()}"));
        }

        Assert.Equal(["claude rate_limited", .. Enumerable.Repeat("codex success", 5)], outcomes);
    }

    [Fact]
    public async Task A_reset_within_the_timeout_is_waited_for()
    {
        await using var world = await World.CreateAsync(claude: "ratelimit:2-then-ok:3", codex: null, gemini: null);

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--name", "waits", World.Task("Add hello.txt", AddHello));

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Contains("\"waiting\"", (await world.OrchAsync("events", "waits", "--json")).Output);
    }

    [Fact]
    public async Task A_reset_beyond_the_timeout_ends_the_agent_and_says_when()
    {
        await using var world = await World.CreateAsync(claude: "ratelimit:7200", codex: null, gemini: null);

        var first = await world.OrchAsync("run", "--timeout", "30s", "--name", "late", World.Task("Add hello.txt", AddHello));
        var second = await world.OrchAsync("run", "--timeout", "30s", "--name", "later", World.Task("Add hello.txt", AddHello));

        Assert.Equal(1, first.ExitCode);
        Assert.Contains("UTC, which is beyond the timeout", first.Error);
        Assert.Equal(1, second.ExitCode);
        Assert.Equal(0, (await world.OrchJsonAsync(0, "status", "later", "--json")).GetProperty("attempts").GetArrayLength());
    }

    [Fact]
    public async Task Another_account_is_not_kept_waiting()
    {
        await using var world = await World.CreateAsync(claude: "credit", gemini: null);
        await world.OrchJsonAsync(1, "run", "--json", "--agent-cli", "claude", "--name", "poor", World.Task("Add hello.txt", AddHello));
        world.Environment["ANTHROPIC_API_KEY"] = "another-account-of-the-same-user";

        var agent = await world.OrchJsonAsync(1, "run", "--json", "--agent-cli", "claude", "--name", "rich", World.Task("Add hello.txt", AddHello));

        Assert.Equal(1, agent.GetProperty("attempts").GetArrayLength());
    }
}
