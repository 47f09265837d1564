using Orch.Recovery;
using Orch.State;
using Orch.Tests.State;

namespace Orch.Tests.Recovery;

/// <summary>What is kept in the record for whoever takes an agent up again.</summary>
public sealed class RecordTests : IDisposable
{
    private readonly StateFolder folder = new();
    private readonly OrchState state;

    public RecordTests()
    {
        state = folder.Open();
        state.Agents.Create("task", [(StateFolder.Agent("a"), "{}")]);
    }

    [Fact]
    public void Repairs_that_were_used_count_after_a_crash()
    {
        Assert.True(new AgentRepairs(state, "a", 1).TryBegin("it failed"));

        var after = new AgentRepairs(state, "a", 1);

        Assert.Equal("it failed", state.Repairs.Pending("a"));
        Assert.False(after.TryBegin("again"));
        after.Given();
        Assert.Null(state.Repairs.Pending("a"));
        Assert.False(after.TryBegin("again"));
        after.Renew();
        Assert.True(after.TryBegin("again"));
    }

    [Fact]
    public void What_a_dead_supervisor_began_is_closed_and_the_start_of_a_session_is_left_to_its_starter()
    {
        state.Journal.Begin("a", JournalStep.StartSession, "a");
        state.Journal.Begin("a", JournalStep.Push, "x to y");
        state.Journal.Complete(state.Journal.Begin("a", JournalStep.Validate, "x"), "done");

        state.Journal.Close("a", "interrupted");

        Assert.Equal([null, "interrupted", "done"], state.Journal.Read("a").Select(entry => entry.Outcome));
    }

    [Fact]
    public void What_was_given_to_an_attempt_that_was_cut_off_at_once_waits_again()
    {
        var turn = state.Turns.Add("a", "mind the gap", sender: null, answers: NeedsKinds.Question)!;
        state.Turns.Deliver(turn, 3);
        Assert.Equal(2, state.Turns.AttemptsBeforeAnswer("a"));

        state.Turns.TakeBack("a", 3);

        Assert.Equal(turn.Id, state.Turns.Next("a")?.Id);
        Assert.Equal(0, state.Turns.AttemptsBeforeAnswer("a"));
    }

    [Fact]
    public void The_room_for_a_full_disk_is_given_away_once()
    {
        var place = state.Directory.EnsureAgent("a");
        using var reserve = DiskReserve.Take(place);
        Assert.True(new FileInfo(Path.Combine(place, "reserve")).Length >= 256 * 1024);

        Assert.True(reserve.GiveAway());

        Assert.True(reserve.IsGiven);
        Assert.False(File.Exists(Path.Combine(place, "reserve")));
        Assert.False(reserve.GiveAway());
    }

    public void Dispose()
    {
        state.Dispose();
        folder.Dispose();
    }
}
