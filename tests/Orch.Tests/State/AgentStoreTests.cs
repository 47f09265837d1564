using Orch.Processes;
using Orch.State;

namespace Orch.Tests.State;

public sealed class AgentStoreTests : IDisposable
{
    private readonly StateFolder folder = new();
    private readonly OrchState state;

    public AgentStoreTests() => state = folder.Open();

    [Fact]
    public void A_change_and_its_events_are_one()
    {
        Create("a");
        var before = state.Events.LastSeq();
        Assert.Throws<InvalidOperationException>(() => state.Agents.Update("a", _ => throw new InvalidOperationException(), new NewEvent("lost")));

        // An event that cannot be written takes the change with it.
        Assert.ThrowsAny<Exception>(() => state.Agents.Update("a", record => record with { State = AgentState.Running }, new NewEvent(null!)));
        Assert.Equal(AgentState.Queued, state.Agents.Get("a").Record.State);
        Assert.Equal(before, state.Events.LastSeq());

        state.Agents.Update("a", record => record with { State = AgentState.Running, Reason = "a slot is free" }, new NewEvent("attempt_started"));
        Assert.Equal(["attempt_started", "state"], state.Events.Read(before).Select(one => one.Kind));
        Assert.Equal("running", state.Events.Read(before)[1].Data.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(AgentState.Verified)]
    [InlineData(AgentState.Unverified)]
    [InlineData(AgentState.Answered)]
    [InlineData(AgentState.Failed)]
    [InlineData(AgentState.Cancelled)]
    public void The_state_of_an_ended_agent_never_changes(AgentState end)
    {
        Create("a");
        var ended = state.Agents.Update("a", record => record with { State = end });
        var before = state.Events.LastSeq();
        foreach (var other in Enum.GetValues<AgentState>().Where(other => other != end))
        {
            Assert.Equal(end, state.Agents.Update("a", record => record with { State = other }, new NewEvent("late")).State);
        }

        Assert.Equal(end, state.Agents.Get("a").Record.State);
        Assert.NotNull(ended.EndedAt);
        Assert.Equal(before, state.Events.LastSeq());
        Assert.False(state.Agents.TakeOwnership("a", ProcessIdentity.Current()));
    }

    [Fact]
    public void What_is_not_the_state_may_be_added_after_the_end()
    {
        Create("a");
        state.Agents.Update("a", record => record with { State = AgentState.Verified });
        state.Agents.Update("a", record => record with { PullRequest = new(7, "https://example.org/7") }, new NewEvent("artifact"));
        Assert.Equal(7, state.Agents.Get("a").Record.PullRequest?.Number);
    }

    [Fact]
    public void A_taken_name_is_refused_and_nothing_of_that_call_stays()
    {
        Create("a");
        var before = state.Events.LastSeq();
        var refused = Assert.Throws<OrchException>(() => Create("b", "a"));
        Assert.Equal(OrchErrorKind.Conflict, refused.Kind);
        Assert.False(state.Agents.Exists("b"));
        Assert.Equal(before, state.Events.LastSeq());
    }

    [Fact]
    public void Of_many_that_want_a_name_at_once_one_gets_it()
    {
        var won = 0;
        Parallel.For(0, 8, _ =>
        {
            using var own = folder.Open();
            try
            {
                own.Agents.Create("task", [(StateFolder.Agent("wanted"), "{}")]);
                Interlocked.Increment(ref won);
            }
            catch (OrchException e) when (e.Kind == OrchErrorKind.Conflict)
            {
                // The others.
            }
        });
        Assert.Equal(1, won);
    }

    [Fact]
    public async Task A_snapshot_and_its_number_leave_no_gap_and_no_repetition()
    {
        using var stop = new CancellationTokenSource();
        Create("a");
        var writer = Task.Run(() =>
        {
            using var own = folder.Open();
            for (var i = 0; i < 200 && !stop.IsCancellationRequested; i++)
            {
                own.Agents.Update("a", record => record with { Answer = $"{i}" }, new NewEvent("progress", ("text", $"{i}")));
            }
        });
        for (var look = 0; look < 50; look++)
        {
            var (agents, seq) = state.Agents.Snapshot();
            var last = state.Events.Read(after: 0, limit: int.MaxValue).Single(one => one.Seq == seq);
            if (last.Kind == "progress")
            {
                Assert.Equal(last.Data.GetProperty("text").GetString(), Assert.Single(agents).Record.Answer);
            }
        }

        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public void Everything_recorded_comes_back()
    {
        Create("a");
        var changed = state.Agents.Update("a", record => record with
        {
            State = AgentState.NeedsHuman,
            Needs = new("question", "which one?", DateTimeOffset.UnixEpoch, 1),
            Attempts =
            [
                new() { N = 1, Cli = "claude", Outcome = AttemptOutcome.RateLimited, CostUsd = 0.25m, StartedAt = DateTimeOffset.UnixEpoch },
                new() { N = 2, Cli = "codex", StartedAt = DateTimeOffset.UnixEpoch },
            ],
        });
        var read = state.Agents.Get("a").Record;
        Assert.Equal(changed.Needs, read.Needs);
        Assert.Equal(changed.Attempts, read.Attempts);
        Assert.Equal(changed.CliChain, read.CliChain);
    }

    [Fact]
    public void An_agent_whose_owner_is_gone_shows_as_lost_and_is_not_stored_so()
    {
        Create("a");
        var me = ProcessIdentity.Current();
        Assert.Equal(AgentState.Queued, state.Agents.Get("a").Display().State);
        Assert.True(state.Agents.TakeOwnership("a", me with { StartTime = me.StartTime - 1 }));
        Assert.Equal(AgentState.Lost, state.Agents.Get("a").Display().State);
        Assert.Equal(AgentState.Queued, state.Agents.Get("a").Record.State);
    }

    [Fact]
    public void An_agent_has_one_owner_at_a_time()
    {
        Create("a");
        var me = ProcessIdentity.Current();
        Assert.True(state.Agents.TakeOwnership("a", me with { StartTime = me.StartTime - 1 }));
        Assert.True(state.Agents.TakeOwnership("a", me));
        Assert.False(state.Agents.TakeOwnership("a", ProcessIdentity.Of(1)!));
        Assert.Equal(me, state.Agents.Get("a").Supervisor);
    }

    [Fact]
    public void An_unknown_agent_is_not_found() =>
        Assert.Equal(OrchErrorKind.NotFound, Assert.Throws<OrchException>(() => state.Agents.Get("none")).Kind);

    public void Dispose()
    {
        state.Dispose();
        folder.Dispose();
    }

    private void Create(params string[] names) =>
        state.Agents.Create("the task", [.. names.Select(name => (StateFolder.Agent(name), "{}"))]);
}
