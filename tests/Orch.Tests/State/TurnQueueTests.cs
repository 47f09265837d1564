using Orch.State;

namespace Orch.Tests.State;

public sealed class TurnQueueTests : IDisposable
{
    private readonly StateFolder folder = new();
    private readonly OrchState state;

    public TurnQueueTests()
    {
        state = folder.Open();
        state.Agents.Create("the task", [(StateFolder.Agent("a"), "{}"), (StateFolder.Agent("b"), "{}")]);
    }

    [Fact]
    public void Turns_are_given_in_the_order_in_which_they_were_said()
    {
        var first = state.Turns.Add("a", "one", sender: null, answers: null);
        state.Turns.Add("b", "for another", sender: null, answers: null);
        var second = state.Turns.Add("a", "two", sender: "b", answers: null);

        Assert.Equal(first, state.Turns.Next("a"));
        state.Turns.Deliver(first!, attempt: 3);
        Assert.Equal(second, state.Turns.Next("a"));
        Assert.Equal((TurnState.Delivered, 3), (state.Turns.Find(first!.Id)!.State, state.Turns.Find(first.Id)!.Attempt));
    }

    [Fact]
    public void An_agent_that_was_spoken_to_does_not_stop()
    {
        var turn = state.Turns.Add("a", "wait", sender: null, answers: null);

        Assert.Null(state.Agents.StopUnlessSpokenTo("a", record => record with { State = AgentState.Verified }));
        Assert.Equal(AgentState.Queued, state.Agents.Get("a").Record.State);

        state.Turns.Deliver(turn!, 1);
        Assert.Equal(AgentState.Verified, state.Agents.StopUnlessSpokenTo("a", record => record with { State = AgentState.Verified })!.State);
    }

    [Fact]
    public void What_an_agent_was_not_given_before_its_end_has_failed_and_nothing_is_taken_after_it()
    {
        var turn = state.Turns.Add("a", "too late", sender: null, answers: null);
        state.Agents.Update("a", record => record with { State = AgentState.Cancelled });

        Assert.Equal(TurnState.Failed, state.Turns.Find(turn!.Id)!.State);
        Assert.Null(state.Turns.Add("a", "later still", sender: null, answers: null));
        Assert.Contains(state.Events.Read(0, "a"), one => one.Kind == EventKinds.Turn && one.Data.GetProperty("state").GetString() == "failed");
    }

    [Fact]
    public void Answers_of_a_kind_are_counted()
    {
        state.Turns.Add("a", "go on", sender: null, NeedsKinds.Budget);
        state.Turns.Add("a", "yes", sender: null, NeedsKinds.Question);

        Assert.Equal(1, state.Turns.Answers("a", NeedsKinds.Budget));
        Assert.Equal(0, state.Turns.Answers("b", NeedsKinds.Budget));
    }

    [Fact]
    public void An_ended_agent_is_followed_once()
    {
        state.Agents.Create("again", [(StateFolder.Agent("a-2") with { TaskId = "task_2", Follows = "a" }, "{}")]);

        var refused = Assert.Throws<OrchException>(() => state.Agents.Create("again", [(StateFolder.Agent("a-3") with { TaskId = "task_3", Follows = "a" }, "{}")]));

        Assert.Equal(OrchErrorKind.Conflict, refused.Kind);
        Assert.Contains("a-2", refused.Message);
        Assert.Equal("a-2", state.Agents.Follower("a"));
        Assert.False(state.Agents.Exists("a-3"));
    }

    public void Dispose()
    {
        state.Dispose();
        folder.Dispose();
    }
}
