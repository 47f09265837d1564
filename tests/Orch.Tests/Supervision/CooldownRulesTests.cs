using Orch.Agents;
using Orch.State;
using Orch.Supervision;

namespace Orch.Tests.Supervision;

public sealed class CooldownRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(AttemptOutcome.RateLimited, null, 60)]
    [InlineData(AttemptOutcome.RateLimited, 7200, 7200)]
    [InlineData(AttemptOutcome.Overloaded, null, 60)]
    [InlineData(AttemptOutcome.Overloaded, 5, 5)]
    [InlineData(AttemptOutcome.Billing, null, 3600)]
    [InlineData(AttemptOutcome.Billing, 30, 3600)]
    [InlineData(AttemptOutcome.Billing, 86400, 86400)]
    public void An_account_is_left_alone_for_the_stated_time_or_the_usual_one(AttemptOutcome outcome, int? stated, int seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), CooldownRules.Until(new(outcome, "words") { RetryAt = stated is { } after ? Now.AddSeconds(after) : null }, Now));

    [Fact]
    public void Other_failures_say_nothing_about_the_account() =>
        Assert.All(
            Enum.GetValues<AttemptOutcome>().Where(outcome => !CooldownRules.Passes(outcome)),
            outcome => Assert.Null(CooldownRules.Until(new(outcome, "words"), Now)));
}
