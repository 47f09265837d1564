using Orch.State;
using Orch.Supervision;

namespace Orch.Tests.Supervision;

public sealed class BudgetTests
{
    [Theory]
    [InlineData(1.0, null, 0.99, 0, false)]
    [InlineData(1.0, null, 1.0, 0, true)]
    [InlineData(null, 100L, 50.0, 99L, false)]
    [InlineData(null, 100L, 0.0, 100L, true)]
    [InlineData(5.0, 100L, 0.0, 101L, true)]
    public void It_is_used_up_when_one_of_its_bounds_is_reached(double? usd, long? tokens, double usedUsd, long usedTokens, bool expected) =>
        Assert.Equal(expected, new Budget((decimal?)usd, tokens).IsUsedUp(new((decimal)usedUsd, usedTokens)));

    [Fact]
    public void Each_answer_grants_the_same_again() => Assert.Equal(new Budget(3, 300), new Budget(1, 100).Granted(2));

    [Fact]
    public void What_attempts_used_is_added_up_and_what_nobody_said_is_nothing()
    {
        var attempts = new[] { Attempt(1) with { InputTokens = 10, OutputTokens = 5, CostUsd = 0.5m }, Attempt(2), Attempt(3) with { OutputTokens = 1 } };

        Assert.Equal(new BudgetUse(0.5m, 16), BudgetUse.Of(attempts));
    }

    [Fact]
    public void What_was_used_is_said_in_one_line() =>
        Assert.Equal("1.50 of 1.00 USD and 20 of 10 tokens are used", new Budget(1, 10).Describe(new(1.5m, 20)));

    private static AttemptRecord Attempt(int n) => new() { N = n, Cli = "claude", StartedAt = default };
}
