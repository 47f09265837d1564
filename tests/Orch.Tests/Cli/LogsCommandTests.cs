using Orch.State;

namespace Orch.Tests.Cli;

public sealed class LogsCommandTests
{
    private const string Stream =
        """
        {"type":"system","subtype":"init","session_id":"s","model":"sonnet"}
        {"type":"assistant","message":{"content":[{"type":"text","text":"I fix \u001b[31mit."},{"type":"tool_use","id":"1","name":"Bash","input":{"command":"make test"}}]}}

        """;

    [Fact]
    public async Task The_transcript_is_readable_and_names_the_attempts()
    {
        using var world = new CliWorld();
        Store(world, AttemptOutcome.RateLimited);

        Assert.Equal(0, await world.OrchAsync("logs", "fix-login"));
        Assert.Matches(
            """
            ^fix-login
              Fix the login
            == attempt 1: claude at \d\d:\d\d:\d\d
            -- session started with sonnet
            I fix it.
            \$ make test
              stderr: too many requests
            == attempt 1 ended: rate_limited: wait \(12,345 tokens in, 678 out, cost unknown\)
            $
            """,
            world.Output);
    }

    [Fact]
    public async Task Raw_is_what_the_agent_CLI_wrote()
    {
        using var world = new CliWorld();
        Store(world, AttemptOutcome.RateLimited);

        Assert.Equal(0, await world.OrchAsync("logs", "--raw", "fix-login"));
        Assert.Equal(Stream, world.Output);
    }

    [Fact]
    public async Task Following_ends_with_the_agent()
    {
        using var world = new CliWorld();
        Store(world, AttemptOutcome.Success, AgentState.Verified);

        Assert.Equal(0, await world.OrchAsync("logs", "-f", "fix-login"));
        Assert.Contains("\n== attempt 1 ended: success: wait (", world.Output);
    }

    [Theory]
    [InlineData("--attempt", "2")]
    [InlineData("--attempt", "2", "-f")]
    public async Task An_attempt_that_was_not_made_is_not_found(params string[] options)
    {
        using var world = new CliWorld();
        Store(world, AttemptOutcome.Success, AgentState.Verified);

        Assert.Equal(6, await world.OrchAsync(["logs", "fix-login", .. options]));
    }

    [Fact]
    public async Task What_a_log_that_grew_too_long_lacks_is_said()
    {
        using var world = new CliWorld();
        Store(world, AttemptOutcome.Success);
        using (var state = world.OpenState())
        {
            File.AppendAllText(Path.Combine(state.Directory.Attempt("fix-login", 1), "stream.jsonl"), "[… 12 lines, 3456 bytes left out …]\n");
        }

        Assert.Equal(0, await world.OrchAsync("logs", "fix-login"));
        Assert.Contains("\n[… 12 lines, 3456 bytes left out …]\n", world.Output);
    }

    [Fact]
    public async Task An_agent_without_attempts_has_no_transcript()
    {
        using var world = new CliWorld();
        world.Add("fix-login");

        Assert.Equal(0, await world.OrchAsync("logs", "fix-login"));
        Assert.Equal("fix-login\n  Fix the login\n", world.Output);
        Assert.Contains("no attempt yet", world.Error);
    }

    private static void Store(CliWorld world, AttemptOutcome outcome, AgentState state = AgentState.Running)
    {
        world.Add("fix-login", agent => agent with { State = state, Attempts = [Samples.Attempt(1, "claude", outcome) with { Detail = "wait" }] });
        using var opened = world.OpenState();
        opened.Directory.EnsureAgent("fix-login");
        var folder = opened.Directory.EnsureAttempt("fix-login", 1);
        File.WriteAllText(Path.Combine(folder, "stream.jsonl"), Stream);
        File.WriteAllText(Path.Combine(folder, "stderr.log"), "\ntoo many requests\n");
    }
}
