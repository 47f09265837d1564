using Microsoft.Extensions.Time.Testing;
using Orch.Cli.Watching;
using Orch.State;
using Orch.Tests.Cli;

namespace Orch.Tests.Watching;

public sealed class WatchBoardTests
{
    [Fact]
    public void What_happened_is_taken_in_and_no_more()
    {
        using var world = new CliWorld();
        world.Add("one", agent => agent with { State = AgentState.Running });
        using var state = world.OpenState();
        var board = new WatchBoard(state, TimeProvider.System, _ => true);
        Assert.Empty(board.Refresh());
        var before = Assert.Single(board.Rows);

        Assert.Empty(board.Refresh());
        Assert.Same(before, board.Rows[0]);

        state.Events.Append("one", new NewEvent(EventKinds.Progress, ("what", "text"), ("text", "I see")));
        Assert.Single(board.Refresh());
        Assert.Equal("I see", board.Rows[0].Latest);
        Assert.Same(before.Agent, board.Rows[0].Agent);

        state.Agents.Update("one", agent => agent with { State = AgentState.Failed, Reason = "no" });
        world.Add("two");
        Assert.Equal(2, board.Refresh().Count);
        Assert.Equal([("two", AgentState.Queued), ("one", AgentState.Failed)], board.Rows.Select(row => (row.Name, row.Agent.State)));
        Assert.Equal("no", board.Rows[1].Latest);
    }

    [Fact]
    public void A_supervisor_that_is_gone_is_noticed_without_an_event()
    {
        using var world = new CliWorld();
        world.Add("one", agent => agent with { State = AgentState.Running });
        using var state = world.OpenState();
        var time = new FakeTimeProvider();
        var board = new WatchBoard(state, time, _ => true);
        board.Refresh();
        Assert.Equal(AgentState.Running, board.Rows[0].Agent.State);

        state.Agents.TakeOwnership("one", new("another-boot", 1, 1));
        state.Events.Append("one", new NewEvent(EventKinds.Warning, ("text", "x")));
        board.Refresh();

        Assert.Equal(AgentState.Lost, board.Rows[0].Agent.State);
    }
}
