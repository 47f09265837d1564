using Orch.SystemTests.Support;

namespace Orch.SystemTests.Limits;

/// <summary>A budget stops a run before it costs more, keeps the work, and waits for a person.</summary>
public sealed class BudgetTests
{
    private const string Two = """
        [{"tool":"write","path":"a.txt","content":"a\n"},{"text":"DONE"},{"tool":"write","path":"b.txt","content":"b\n"},{"text":"DONE"}]
        """;

    [Theory]
    [InlineData("claude", "--max-tokens", "1")]
    [InlineData("codex", "--max-tokens", "1")]
    [InlineData("claude", "--max-usd", "0.0001")]
    public async Task A_used_up_budget_stops_the_repair_and_an_answer_grants_the_same_again(string cli, string option, string amount)
    {
        await using var world = await World.CreateAsync();

        var agent = await world.OrchJsonAsync(
            4, "run", "--json", "--agent-cli", cli, "--name", "poor", option, amount, "--validate", "test -f b.txt", World.Task("Add files", Two));

        Assert.Equal("needs_human", agent.GetProperty("state").GetString());
        Assert.Equal("budget", agent.GetProperty("needs").GetProperty("kind").GetString());
        Assert.Equal("a\n", await File.ReadAllTextAsync(Path.Combine(agent.GetProperty("workspace").GetString()!, "a.txt")));
    }

    [Fact]
    public async Task A_cli_that_states_no_cost_is_named()
    {
        await using var world = await World.CreateAsync(claude: null, gemini: null);

        await world.OrchJsonAsync(0, "run", "--json", "--name", "unknown", "--max-usd", "5", World.Task("Add files", Two));

        Assert.Contains("does not state what it costs", (await world.OrchAsync("events", "unknown", "--json")).Output);
    }
}
