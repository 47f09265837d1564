using Microsoft.Extensions.Time.Testing;
using Orch.State;

namespace Orch.Tests.State;

public sealed class CooldownLedgerTests : IDisposable
{
    private readonly StateFolder folder = new();
    private readonly FakeTimeProvider time = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly OrchState state;

    public CooldownLedgerTests() => state = folder.Open(time);

    [Fact]
    public void A_cool_down_holds_until_its_time_for_its_account_only()
    {
        state.Cooldowns.Note("claude", "one", AttemptOutcome.RateLimited, time.GetUtcNow().AddMinutes(5), "too many requests");

        Assert.NotNull(state.Cooldowns.Find("claude", "one"));
        Assert.Null(state.Cooldowns.Find("claude", "two"));
        Assert.Null(state.Cooldowns.Find("codex", "one"));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(state.Cooldowns.Find("claude", "one"));
        Assert.Empty(state.Cooldowns.Current());
    }

    [Fact]
    public void A_later_end_that_is_known_already_stays()
    {
        var late = time.GetUtcNow().AddHours(1);
        state.Cooldowns.Note("claude", "one", AttemptOutcome.Billing, late, null);
        state.Cooldowns.Note("claude", "one", AttemptOutcome.RateLimited, time.GetUtcNow().AddMinutes(1), null);

        Assert.Equal((AttemptOutcome.Billing, late), (state.Cooldowns.Find("claude", "one")!.Kind, state.Cooldowns.Find("claude", "one")!.Until));
    }

    [Fact]
    public void A_cli_can_be_cleared()
    {
        state.Cooldowns.Note("claude", "one", AttemptOutcome.Billing, time.GetUtcNow().AddHours(1), null);
        state.Cooldowns.Note("codex", "one", AttemptOutcome.Billing, time.GetUtcNow().AddHours(1), null);

        Assert.Equal(1, state.Cooldowns.Clear("claude"));
        Assert.Equal(0, state.Cooldowns.Clear("claude"));
        Assert.Equal(["codex"], state.Cooldowns.Current().Select(one => one.Cli));
    }

    public void Dispose()
    {
        state.Dispose();
        folder.Dispose();
    }
}
