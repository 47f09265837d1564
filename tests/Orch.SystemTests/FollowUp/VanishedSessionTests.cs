using Orch.SystemTests.Support;

namespace Orch.SystemTests.FollowUp;

/// <summary>A vendor session that is not there any more is no reason to give up: a fresh one goes on, and is told how things stand.</summary>
public sealed class VanishedSessionTests
{
    [Theory]
    [InlineData("claude", "claude/projects")]
    [InlineData("codex", "codex/sessions")]
    [InlineData("gemini", "gemini/.gemini/tmp")]
    public async Task A_fresh_session_goes_on_with_the_hand_off(string cli, string sessions)
    {
        await using var world = await World.CreateAsync(script: """[{"tool":"write","path":"notes.txt","content":"both would do\n"},{"text":"NEEDS DECISION: PostgreSQL or SQLite?"}]""");
        await world.OrchJsonAsync(4, "run", "--json", "--agent-cli", cli, "--name", "asks", "Choose a database");
        Directory.Delete(Path.Combine(world.Root, "account", sessions), recursive: true);

        await world.OrchJsonAsync(0, "send", "asks", "--wait", "--json", World.Task("SQLite, please", """[{"tool":"write","path":"db.txt","content":"sqlite\n"},{"text":"DONE"}]"""));
        var waited = await world.OrchAsync("wait", "asks");
        var agent = await world.OrchJsonAsync(0, "status", "asks", "--json");

        Assert.True(waited.Succeeded, waited.Error);
        Assert.Equal("verified", agent.GetProperty("state").GetString());
        var attempts = agent.GetProperty("attempts").EnumerateArray().ToList();
        Assert.All(attempts, attempt => Assert.Equal(cli, attempt.GetProperty("cli").GetString()));
        Assert.NotEqual(attempts[0].GetProperty("session_id").GetString(), attempts[^1].GetProperty("session_id").GetString());
        Assert.Contains("hand-off", await File.ReadAllTextAsync(Path.Combine(world.State, "agents", "asks", $"attempt-{attempts.Count}", "prompt.md")));
        Assert.Equal("sqlite\n", await world.AtOriginAsync("orch/asks", "db.txt"));
        Assert.Equal("both would do\n", await world.AtOriginAsync("orch/asks", "notes.txt"));
    }
}
