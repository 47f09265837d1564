using Orch.SystemTests.Support;

namespace Orch.SystemTests.MainJob;

/// <summary>What an agent claims is checked.</summary>
public sealed class ProofTests
{
    [Fact]
    public async Task A_claimed_success_that_breaks_the_validation_ends_unverified()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var agent = await world.OrchJsonAsync(
            3,
            "run", "--json", "--name", "liar", "--validate", "test -f promised.txt", "--repair", "0",
            World.Task("Add promised.txt", """[{"tool":"write","path":"other.txt","content":"x\n"},{"text":"DONE, promised.txt is there and all tests pass."}]"""));

        Assert.Equal("unverified", agent.GetProperty("state").GetString());
        Assert.Equal("failed", StatusOf(agent, "validation"));
        Assert.Equal("skipped", StatusOf(agent, "pushed"));
        Assert.Equal(["main"], await world.BranchesAtOriginAsync());
    }

    [Fact]
    public async Task A_failed_validation_goes_back_to_the_same_session_and_can_be_repaired()
    {
        // Two lines are wanted, and every turn adds one.
        const string addLine = """[{"tool":"shell","command":"echo line >> log.txt"},{"text":"DONE"}]""";
        await using var world = await World.CreateAsync(codex: null, gemini: null, script: addLine);

        var agent = await world.OrchJsonAsync(
            0,
            "run", "--json", "--name", "repaired", "--validate", "test $(wc -l < log.txt) -ge 2",
            "Add two lines to log.txt");

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        var attempts = agent.GetProperty("attempts").EnumerateArray().ToList();
        Assert.Equal(2, attempts.Count);
        Assert.Equal(attempts[0].GetProperty("session_id").GetString(), attempts[1].GetProperty("session_id").GetString());
    }

    [Fact]
    public async Task A_file_that_is_only_in_the_workspace_does_not_help_the_validation()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var agent = await world.OrchJsonAsync(
            3,
            "run", "--json", "--validate", "test -f build.out", "--repair", "0",
            World.Task("Build it", """[{"tool":"shell","command":"echo build.out > .gitignore; echo x > build.out"},{"text":"DONE"}]"""));

        Assert.Equal("failed", StatusOf(agent, "validation"));
    }

    private static string? StatusOf(System.Text.Json.JsonElement agent, string check) =>
        agent.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == check).GetProperty("status").GetString();
}
