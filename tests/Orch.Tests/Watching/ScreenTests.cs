using Orch.Cli.Rendering;
using Orch.Cli.Watching;

namespace Orch.Tests.Watching;

public sealed class ScreenTests
{
    [Fact]
    public void The_first_frame_is_drawn_whole() =>
        Assert.Equal("\e[H\e[2J\e[1;1Ha\e[K\e[3;1Hc\e[K", Screen.Difference(before: null, ["a", "", "c"]));

    [Fact]
    public void Later_only_lines_that_changed_are_drawn() =>
        Assert.Equal("\e[2;1HB\e[K", Screen.Difference(["a", "b", "c"], ["a", "B", "c"]));

    [Fact]
    public void A_line_that_is_gone_is_cleared() => Assert.Equal("\e[2;1H\e[K", Screen.Difference(["a", "b"], ["a"]));

    [Fact]
    public void Nothing_is_written_when_nothing_changed() => Assert.Equal("", Screen.Difference(["a", "b"], ["a", "b"]));

    [Fact]
    public void The_terminal_is_given_back_once()
    {
        using var output = new StringWriter();
        var screen = new Screen(new Terminal(output, output, TimeProvider.System));

        screen.Open();
        screen.Dispose();
        screen.Dispose();

        Assert.StartsWith("\e[?1049h", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\e[?25h\e[?1049l", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, output.ToString().Split("\e[?1049").Length - 1);
    }

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("漢字漢", 5, "漢字…")]
    [InlineData("漢字", 3, "漢…")]
    [InlineData("e\u0301x", 2, "e\u0301x")]
    [InlineData("x", 0, "")]
    public void Text_is_cut_by_cells(string text, int most, string expected) => Assert.Equal(expected, Cells.Cut(text, most));

    [Fact]
    public void A_column_is_filled_by_cells() => Assert.Equal("漢  ", Cells.Fit("漢", 4));

    [Fact]
    public void A_coloured_line_is_broken_with_its_colour() =>
        Assert.Equal(["\e[32mone two\e[0m", "\e[32mthree\e[0m"], StyledLine.Wrap("\e[32mone two three\e[0m", 8));

    [Fact]
    public void A_long_word_is_broken_where_the_line_ends() => Assert.Equal(["abcd", "efgh", "i"], StyledLine.Wrap("abcdefghi", 4));
}
