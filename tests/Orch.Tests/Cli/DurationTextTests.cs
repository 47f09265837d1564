using Orch.Cli;

namespace Orch.Tests.Cli;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("90s", 90_000)]
    [InlineData("30m", 1_800_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("36500d", 36_500d * 86_400_000)]
    public void A_number_and_a_unit_is_a_duration(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("0s")]
    [InlineData("0.0000001ms")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData(" 5s")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("5sm")]
    [InlineData("5mss")]
    [InlineData("5hd")]
    [InlineData("1,000s")]
    [InlineData("1e3s")]
    [InlineData(".5s")]
    [InlineData("٥s")]
    [InlineData("5w")]
    [InlineData("40000d")]
    [InlineData("99999999999999999999999999999999d")]
    public void Anything_else_is_none(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData(0.25, "250ms")]
    [InlineData(5, "5s")]
    [InlineData(192, "3m 12s")]
    [InlineData(7_260, "2h 1m")]
    [InlineData(90_000, "1d 1h")]
    [InlineData(-3, "0s")]
    public void A_duration_is_shown_in_its_two_largest_units(double seconds, string shown) =>
        Assert.Equal(shown, DurationText.Show(TimeSpan.FromSeconds(seconds)));
}
