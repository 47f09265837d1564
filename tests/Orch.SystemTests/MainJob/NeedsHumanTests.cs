using Orch.SystemTests.Support;

namespace Orch.SystemTests.MainJob;

/// <summary>An agent that cannot go on without a person stops, says what it needs, and costs nothing.</summary>
public sealed class NeedsHumanTests
{
    [Fact]
    public async Task A_question_stops_the_agent_until_somebody_decides()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var agent = await world.OrchJsonAsync(
            4, "run", "--json", "--name", "asks", World.Task("Choose a database", """[{"text":"I looked at both.\nNEEDS DECISION: PostgreSQL or SQLite?"}]"""));

        Assert.Equal("needs_human", agent.GetProperty("state").GetString());
        Assert.Equal("question", agent.GetProperty("needs").GetProperty("kind").GetString());
        Assert.Equal("PostgreSQL or SQLite?", agent.GetProperty("needs").GetProperty("text").GetString());

        var killed = await world.OrchAsync("kill", "asks");
        Assert.True(killed.Succeeded, killed.Error);
        Assert.Equal("cancelled", (await world.OrchJsonAsync(0, "status", "asks", "--json")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_cli_whose_own_rules_refuse_the_work_stops_the_agent()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var agent = await world.OrchJsonAsync(
            4,
            "run", "--json", "--permissions", "vendor",
            World.Task("Add hello.txt", """[{"tool":"write","path":"hello.txt","content":"hello\n"},{"text":"DONE"}]"""));

        Assert.Equal("permission", agent.GetProperty("needs").GetProperty("kind").GetString());
        Assert.Equal("refused_permission", agent.GetProperty("attempts")[0].GetProperty("outcome").GetString());
    }
}
