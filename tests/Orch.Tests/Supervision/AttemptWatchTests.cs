using Microsoft.Extensions.Time.Testing;
using Orch.Agents;
using Orch.Supervision;

namespace Orch.Tests.Supervision;

public sealed class AttemptWatchTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Silence_for_the_idle_timeout_ends_the_attempt()
    {
        using var watch = new AttemptWatch(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), time);
        var reason = watch.WaitAsync(CancellationToken.None, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(reason.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(OwnAction.IdleTimeout, (await reason).Action);
    }

    [Fact]
    public async Task The_wall_timeout_counts_however_much_is_heard()
    {
        using var watch = new AttemptWatch(TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(1), time);
        var reason = watch.WaitAsync(CancellationToken.None, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(50));
        watch.Heard();
        time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(OwnAction.WallTimeout, (await reason).Action);
    }

    [Fact]
    public async Task The_first_reason_counts()
    {
        using var watch = new AttemptWatch(TimeSpan.FromHours(1), TimeSpan.FromHours(1), time);
        using var kill = new CancellationTokenSource();
        watch.Stop(OwnAction.EarlySign);
        await kill.CancelAsync();
        Assert.Equal(OwnAction.EarlySign, (await watch.WaitAsync(kill.Token, CancellationToken.None)).Action);
    }

    [Fact]
    public async Task A_cli_that_said_it_is_done_has_to_leave_soon()
    {
        using var watch = new AttemptWatch(TimeSpan.FromHours(1), TimeSpan.FromHours(1), time);
        watch.ShouldLeave();
        var reason = watch.WaitAsync(CancellationToken.None, CancellationToken.None);
        time.Advance(AttemptWatch.LeaveGrace);
        Assert.Equal(OwnAction.IdleTimeout, (await reason).Action);
    }

    [Fact]
    public async Task One_that_ended_by_itself_was_not_stopped()
    {
        using var watch = new AttemptWatch(TimeSpan.FromHours(1), TimeSpan.FromHours(1), time);
        using var over = new CancellationTokenSource();
        var reason = watch.WaitAsync(CancellationToken.None, over.Token);
        await over.CancelAsync();
        Assert.Equal(OwnAction.None, (await reason).Action);
    }
}
