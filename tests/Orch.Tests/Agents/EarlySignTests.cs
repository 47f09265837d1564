using Orch.Agents;
using Orch.State;

namespace Orch.Tests.Agents;

public sealed class EarlySignTests
{
    [Theory]
    [InlineData("claude-auth", AttemptOutcome.Auth)]
    [InlineData("claude-ratelimit", AttemptOutcome.RateLimited)]
    [InlineData("claude-overloaded", AttemptOutcome.Overloaded)]
    [InlineData("codex-auth", AttemptOutcome.Auth)]
    [InlineData("gemini-overloaded", AttemptOutcome.Overloaded)]
    public void The_first_own_retry_is_enough_when_another_CLI_can_take_over(string name, AttemptOutcome kind)
    {
        var first = Recording.Load(name).Play().Events.OfType<AgentEvent.Retrying>().First();

        Assert.Equal(kind, first.Kind);
        Assert.True(EarlySigns.ShouldStop(first, hasNextCli: true));
        Assert.False(EarlySigns.ShouldStop(first, hasNextCli: false));
    }

    [Fact]
    public void The_second_wait_for_a_network_is_enough_in_any_case()
    {
        var waits = Recording.Load("codex-refused-killed").Play().Events.OfType<AgentEvent.Retrying>().ToList();

        Assert.All(waits, wait => Assert.Equal(AttemptOutcome.Unreachable, wait.Kind));
        Assert.False(EarlySigns.ShouldStop(waits[0], hasNextCli: true));
        Assert.True(EarlySigns.ShouldStop(waits[1], hasNextCli: false));
    }

    [Fact]
    public void A_cut_stream_that_codex_mends_within_seconds_is_left_to_it()
    {
        var retries = Recording.Load("codex-truncated").Play().Events.OfType<AgentEvent.Retrying>().ToList();

        Assert.Equal(5, retries.Count);
        Assert.DoesNotContain(retries, retry => EarlySigns.ShouldStop(retry, hasNextCli: true));
    }

    [Fact]
    public void The_last_attempt_of_gemini_is_no_retry() =>
        Assert.StartsWith("Attempt 1 ", Assert.Single(Recording.Load("gemini-overloaded").Play().Events.OfType<AgentEvent.Retrying>()).Detail);

    [Theory]
    [InlineData("claude-ok")]
    [InlineData("codex-ok")]
    [InlineData("gemini-ok")]
    [InlineData("gemini-mcp")]
    [InlineData("codex-mcp")]
    public void A_good_run_shows_no_sign(string name) =>
        Assert.DoesNotContain(Recording.Load(name).Play().Events, seen => EarlySigns.ShouldStop(seen, hasNextCli: true));
}
