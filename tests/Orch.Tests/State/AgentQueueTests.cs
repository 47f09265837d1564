using Orch.State;

namespace Orch.Tests.State;

public sealed class AgentQueueTests : IDisposable
{
    private readonly StateFolder folder = new();
    private readonly OrchState state;

    public AgentQueueTests() => state = folder.Open();

    public void Dispose()
    {
        state.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Of_many_that_try_in_the_same_moment_only_as_many_leave_as_there_are_slots()
    {
        string[] names = [.. Enumerable.Range(0, 24).Select(n => $"a{n}")];
        Create(maxAgents: 3, names);

        Parallel.ForEach(names, name =>
        {
            using var own = folder.Open();
            Leave(own, name);
        });

        // Who came too early for its turn tries again when something has moved, as a supervisor does.
        foreach (var name in names)
        {
            Leave(state, name);
        }

        Assert.Equal(["a0", "a1", "a2"], state.Queue.Read().Where(one => !one.IsQueued).Select(one => one.Name));
    }

    [Theory]
    [InlineData(AgentState.Verified)]
    [InlineData(AgentState.NeedsHuman)]
    public void An_end_or_a_need_frees_the_slot_and_moves_the_clock(AgentState to)
    {
        Create(maxAgents: 1, "a", "b");
        Assert.True(Leave(state, "a"));
        Assert.False(Leave(state, "b"));
        var clock = state.Queue.Clock();

        state.Agents.Update("a", record => record with { State = to });

        Assert.True(state.Queue.Clock() > clock);
        Assert.True(Leave(state, "b"));
    }

    [Fact]
    public void A_dead_agent_holds_no_slot_and_no_place()
    {
        Create(maxAgents: 1, "dead", "waits-dead", "b");
        Assert.True(Leave(state, "dead"));
        state.Agents.TakeOwnership("dead", new("another boot", 1, 1));
        state.Agents.TakeOwnership("waits-dead", new("another boot", 2, 2));

        Assert.True(Leave(state, "b"));
        Assert.Equal(AgentState.Lost, state.Queue.Show(state.Agents.Get("waits-dead")).State);
        Assert.Null(state.Queue.Show(state.Agents.Get("waits-dead")).Queue);
    }

    [Fact]
    public void Who_is_held_lets_others_pass_and_keeps_its_order()
    {
        Create(maxAgents: 1, "held", "b", "c");
        var clock = state.Queue.Clock();
        state.Queue.Hold("held", "waits for rain");
        Assert.True(state.Queue.Clock() > clock);
        Assert.Equal(new(null, "waits for rain"), state.Queue.Show(state.Agents.Get("held")).Queue);
        Assert.False(Leave(state, "held"));

        Assert.True(Leave(state, "b"));
        state.Queue.Hold("held", null);
        state.Agents.Update("b", record => record with { State = AgentState.Verified });
        Assert.False(Leave(state, "c"));
        Assert.True(Leave(state, "held"));
    }

    [Fact]
    public void The_place_is_shown_and_not_stored()
    {
        Create(maxAgents: 1, "a", "b");
        Leave(state, "a");

        var shown = state.Queue.Show(state.Agents.Get("b"));
        Assert.Equal((1, "1st in the queue: 1 of 1 agents is at work"), (shown.Queue!.Place, shown.Reason));
        state.Agents.Update("b", _ => shown);
        Assert.Null(state.Agents.Get("b").Record.Queue);
    }

    [Fact]
    public void What_it_is_to_do_changes_with_leaving()
    {
        Create(maxAgents: 1, "a", "b");
        Assert.False(state.Queue.TryLeave("b", Work, "other"));
        Assert.Equal("{}", state.Agents.Get("b").Assignment);
        Assert.True(state.Queue.TryLeave("a", Work, "other"));
        Assert.Equal("other", state.Agents.Get("a").Assignment);
    }

    [Fact]
    public void A_name_is_claimed_once_and_free_when_it_is_given_back()
    {
        Create(maxAgents: 1, "taken");
        using var other = folder.Open();
        Assert.False(state.Names.Take("taken"));
        Assert.True(state.Names.Take("wanted"));
        Assert.False(other.Names.Take("wanted"));
        state.Names.Release(["wanted"]);
        Assert.True(other.Names.Take("wanted"));
    }

    private static AgentRecord Work(AgentRecord agent) => agent with { State = AgentState.Preparing };

    private static bool Leave(OrchState state, string name) => state.Queue.TryLeave(name, Work, null);

    private void Create(int maxAgents, params string[] names) =>
        state.Agents.Create("the task", [.. names.Select(name => (StateFolder.Agent(name), "{}"))], _ => new(maxAgents));
}
