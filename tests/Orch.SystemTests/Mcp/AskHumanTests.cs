using Orch.SystemTests.Support;

namespace Orch.SystemTests.Mcp;

/// <summary>A question through the tool waits for a person, and the answer is the next message of the same conversation.</summary>
public sealed class AskHumanTests
{
    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    [InlineData("opencode")]
    public async Task A_question_is_asked_and_its_answer_goes_into_the_same_session(string cli)
    {
        await using var world = await World.CreateAsync(opencode: "ok");
        var ask = AgentToolTests.Call(cli, "ask_human", """{"question":"PostgreSQL or SQLite?"}""");

        var asking = await world.OrchJsonAsync(4, "run", "--json", "--agent-cli", cli, "--name", "asks", World.Task("Choose a database", $$"""[{{ask}},{"text":"I have asked."}]"""));
        var sent = await world.OrchJsonAsync(0, "send", "asks", "--wait", "--json", World.Task("SQLite, please", """[{"tool":"write","path":"db.txt","content":"sqlite\n"},{"text":"DONE"}]"""));
        await world.OrchAsync("wait", "asks");
        var agent = await world.OrchJsonAsync(0, "status", "asks", "--json");

        Assert.Equal("needs_human", asking.GetProperty("state").GetString());
        Assert.Equal("question", asking.GetProperty("needs").GetProperty("kind").GetString());
        Assert.Equal("PostgreSQL or SQLite?", asking.GetProperty("needs").GetProperty("text").GetString());
        Assert.Equal("delivered", sent.GetProperty("state").GetString());
        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("sqlite\n", await world.AtOriginAsync("orch/asks", "db.txt"));
        var sessions = agent.GetProperty("attempts").EnumerateArray().Select(one => one.GetProperty("session_id").GetString()).ToList();
        Assert.Equal(2, sessions.Count);
        Assert.Equal(sessions[0], sessions[1]);
        Assert.DoesNotContain("MCP server orch", await File.ReadAllTextAsync(Path.Combine(world.State, "agents", "asks", "attempt-2", "prompt.md")));
    }
}
