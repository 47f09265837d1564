using Orch.Live;

namespace Orch.Tests.Live;

public sealed class LiveMarkTests
{
    [Fact]
    public void A_mark_comes_back_as_it_was_whatever_its_directory_is_called()
    {
        var mark = new LiveMark("live_1", "claude", "/a: b,c%2C#{pid}\n日本;", DateTimeOffset.FromUnixTimeMilliseconds(1700000000123), "/tmp/start_1/s");

        Assert.DoesNotContain(':', mark.Text());
        Assert.DoesNotContain('\n', mark.Text());
        Assert.DoesNotContain('#', mark.Text());
        Assert.Equal(mark, LiveMark.Parse(mark.Text()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b,c")]
    [InlineData("a,b,c,never,e")]
    public void What_is_no_mark_is_none(string text) => Assert.Null(LiveMark.Parse(text));
}
