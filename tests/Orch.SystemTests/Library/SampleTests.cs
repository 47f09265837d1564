using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Library;

/// <summary>The programs of <c>samples/</c>, run as a reader would run them.</summary>
public sealed class SampleTests
{
    private const string AddHello = """[{"tool":"write","path":"hello.txt","content":"hello\n"},{"text":"DONE"}]""";

    [Fact]
    public async Task One_agent_is_planned_started_and_waited_for()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var result = await RunAsync(world, "OneAgent", World.Task("Add hello.txt", AddHello), "claude");

        Assert.True(result.Succeeded, result.Error);
        Assert.Contains(" Verified ", result.Output);
    }

    [Fact]
    public async Task Many_agents_show_their_progress()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var result = await RunAsync(world, "ManyAgents", World.Task("Add hello.txt", AddHello), World.Task("Add another", AddHello));

        Assert.True(result.Succeeded, result.Error + result.Output);
        Assert.Contains("2 of 2 verified", result.Output);
    }

    [Fact]
    public async Task An_agent_that_somebody_else_started_is_followed()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--name", "other", World.Task("Add hello.txt", AddHello));

        var result = await RunAsync(world, "WatchEvents", "other");

        Assert.True(result.Succeeded, result.Error);
        Assert.Contains("\"verified\"", result.Output);
    }

    [Fact]
    public async Task A_program_can_be_its_own_agent_CLI()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);

        var result = await RunAsync(world, "CustomAgentCli", "Take notes of the meeting");

        Assert.True(result.Succeeded, result.Error);
        Assert.Equal("take-notes-meeting Verified: I wrote the notes.\n", result.Output);
        Assert.Equal("# Notes\n\nTake notes of the meeting\n", await world.AtOriginAsync("orch/take-notes-meeting", "NOTES.md"));
    }

    [Fact]
    public async Task An_agent_that_is_not_there_is_one_line()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var result = await RunAsync(world, "WatchEvents", "nobody");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no agent named nobody", result.Error);
    }

    private static async Task<ProcessResult> RunAsync(World world, string sample, params string[] arguments)
    {
        File.CreateSymbolicLink(Path.Combine(world.Bin, "orch"), OrchBinary.Path);
        return await world.RunAsync(Path.Combine(OrchBinary.Artifacts, "bin", sample, "release", sample), arguments);
    }
}
