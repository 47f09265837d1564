using Orch.State;

namespace Orch.Tests.State;

public sealed class JournalTests : IDisposable
{
    private readonly StateFolder folder = new();
    private readonly OrchState state;

    public JournalTests()
    {
        state = folder.Open();
        state.Agents.Create("task", [(StateFolder.Agent("a"), "{}")]);
    }

    [Fact]
    public async Task An_effect_has_its_intent_recorded_before_and_its_outcome_after()
    {
        var number = await state.Journal.RunAsync(
            "a",
            JournalStep.Push,
            "push x",
            () =>
            {
                Assert.Null(Assert.Single(state.Journal.Read("a")).Outcome);
                return Task.FromResult(5);
            },
            result => $"pushed {result}");
        Assert.Equal(5, number);
        Assert.Equal("pushed 5", Assert.Single(state.Journal.Read("a")).Outcome);
    }

    [Fact]
    public async Task A_failed_effect_is_recorded_and_goes_on_failing()
    {
        await Assert.ThrowsAsync<IOException>(() => state.Journal.RunAsync<int>("a", JournalStep.Push, "push x", () => throw new IOException("no disk"), _ => ""));
        Assert.Equal("failed: no disk", Assert.Single(state.Journal.Read("a")).Outcome);
    }

    [Fact]
    public void An_effect_that_was_never_completed_has_no_outcome()
    {
        state.Journal.Begin("a", JournalStep.Attempt, "run claude");
        Assert.Null(Assert.Single(state.Journal.Read("a")).Outcome);
    }

    public void Dispose()
    {
        state.Dispose();
        folder.Dispose();
    }
}
