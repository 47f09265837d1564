using Orch.SystemTests.Support;

namespace Orch.SystemTests.FollowUp;

/// <summary>An ended agent's work is taken up again by a new agent, from where it stands.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task Work_that_failed_its_validation_is_taken_up_again_and_delivered()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null, script: """[{"tool":"write","path":"b.txt","content":"b\n"},{"text":"DONE"}]""");
        await world.OrchJsonAsync(
            3,
            "run", "--json", "--name", "work", "--validate", "test -f b.txt", "--repair", "0",
            World.Task("Add files", """[{"tool":"write","path":"a.txt","content":"a\n"},{"text":"DONE"}]"""));

        var agent = await world.OrchJsonAsync(0, "retry", "work", "--json");

        Assert.Equal("work-2", agent.GetProperty("name").GetString());
        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("a\n", await world.AtOriginAsync("orch/work", "a.txt"));
        Assert.Equal("b\n", await world.AtOriginAsync("orch/work", "b.txt"));
    }

    [Fact]
    public async Task Another_cli_takes_over_what_a_failed_one_left()
    {
        await using var world = await World.CreateAsync(claude: "after:1:auth", gemini: null);
        await world.OrchJsonAsync(
            1,
            "run", "--json", "--agent-cli", "claude", "--name", "work",
            World.Task("Add both", """[{"tool":"shell","command":"test -f a.txt && echo b > b.txt || echo a > a.txt"},{"text":"DONE"}]"""));

        var agent = await world.OrchJsonAsync(0, "retry", "work", "--agent-cli", "codex", "--json");

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("codex", agent.GetProperty("attempts")[0].GetProperty("cli").GetString());
        Assert.Equal("a\n", await world.AtOriginAsync("orch/work", "a.txt"));
        Assert.Equal("b\n", await world.AtOriginAsync("orch/work", "b.txt"));
    }

    [Fact]
    public async Task A_killed_agent_can_be_taken_up_again_also_without_its_workspace()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null, claude: "after:1:hang");
        await world.OrchJsonAsync(
            0,
            "run", "--json", "--detach", "--name", "work",
            World.Task("Add a file", """[{"tool":"shell","command":"echo a > a.txt && git add a.txt && git commit -qm a"},{"text":"DONE"}]"""));
        var workspace = Path.Combine(world.Root, "app.orch", "work");
        await Waiting.UntilAsync(async () => (await world.RunAsync("git", ["cat-file", "-e", "orch/work:a.txt"])).Succeeded, "the agent has committed");
        await world.OrchAsync("kill", "work");
        await world.GitAsync("worktree", "remove", "--force", workspace);
        world.Stub("claude", """
            cat > /dev/null
            test -f a.txt && echo b > b.txt
            echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
            echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
            """);

        var agent = await world.OrchJsonAsync(0, "retry", "work", "--json");

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("b\n", await world.AtOriginAsync("orch/work", "b.txt"));
        Assert.Equal("a\n", await world.AtOriginAsync("orch/work", "a.txt"));
    }

    [Fact]
    public async Task An_agent_that_has_not_ended_is_refused()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null, claude: "hang");
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--name", "work", "Hang");

        var result = await world.OrchAsync("retry", "work");

        Assert.Equal(7, result.ExitCode);
        await world.OrchAsync("kill", "work");
    }
}
