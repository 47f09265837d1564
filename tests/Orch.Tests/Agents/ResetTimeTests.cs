using Orch.Agents;

namespace Orch.Tests.Agents;

public sealed class ResetTimeTests
{
    [Theory]
    [InlineData("try again in 1.5s", 1.5)]
    [InlineData("Please try again in 20ms.", 0.02)]
    [InlineData("Please retry in 2.4s.\nSuggested retry after 2.4s.", 2.4)]
    [InlineData("Your quota will reset after 18h29m12s.", (18 * 3600) + (29 * 60) + 12)]
    [InlineData("try again in 3 days 4 hours 12 minutes", (3 * 86400) + (4 * 3600) + (12 * 60))]
    [InlineData("Try again in 5 minutes and 1 second", 301)]
    [InlineData("You’ve hit your usage limit. Or try again at 1:56 PM.", (1 * 3600) + (56 * 60))]
    [InlineData("limit reached · resets 3am", 15 * 3600)]
    [InlineData("resets at 12:30am (Europe/London)", (12 * 3600) + 1800)]
    [InlineData("try again at 12:00 PM", 24 * 3600)]
    [InlineData("try again at Nov 25th, 2026 5:56 AM.", (2 * 86400) - (6 * 3600) - 240)]
    public void A_stated_time_is_found(string text, double seconds)
    {
        var found = ResetTime.Find(text, Clock.Noon);
        Assert.NotNull(found);
        Assert.Equal(seconds, (found.Value - Clock.Noon).TotalSeconds, 3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Please try again later.")]
    [InlineData("try again in a moment")]
    [InlineData("try again in 0s")]
    [InlineData("try again in 999999999 days")]
    [InlineData("try again at 99:99 PM")]
    [InlineData("try again at Nov 31st, 2026 5:56 AM.")]
    [InlineData("try again at Nov 21st, 2026 5:56 AM.")]
    [InlineData("the fifth retry in 3 files")]
    public void Nothing_is_made_up(string text) => Assert.Null(ResetTime.Find(text, Clock.Noon));
}
