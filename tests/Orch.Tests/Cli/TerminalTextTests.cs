using CsCheck;
using Orch.Cli.Rendering;

namespace Orch.Tests.Cli;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain äöü 漢字 🙂", "plain äöü 漢字 🙂")]
    [InlineData("\e[31mred\e[0m", "red")]
    [InlineData("\e[2J\e[1;1Hgone", "gone")]
    [InlineData("\e[?1049hx", "x")]
    [InlineData("\e]0;title\ax", "x")]
    [InlineData("\e]52;c;ZXZpbA==\e\\x", "x")]
    [InlineData("\e]8;;http://evil\e\\link\e]8;;\e\\", "link")]
    [InlineData("\ePq#0;2\e\\x", "x")]
    [InlineData("\e_apc\e\\x", "x")]
    [InlineData("\u009b31mred", "red")]
    [InlineData("\u009d0;t\u009cx", "x")]
    [InlineData("\e(0lqk", "lqk")]
    [InlineData("\ecx", "x")]
    [InlineData("\e", "")]
    [InlineData("\e\e[31mx", "x")]
    [InlineData("\e[", "")]
    [InlineData("a\bb\0c\u007fd", "abcd")]
    [InlineData("a\u202eb\u2066c\u200fd", "abcd")]
    [InlineData("over\rwritten", "over\nwritten")]
    [InlineData("a\r\nb\tc", "a\nb\tc")]
    public void What_controls_the_terminal_is_removed(string text, string clean) => Assert.Equal(clean, TerminalText.Block(text));

    [Fact]
    public void A_string_that_never_ends_hides_nothing() => Assert.Equal("0;title\nimportant", TerminalText.Block("\e]0;title\nimportant"));

    [Fact]
    public void A_line_has_no_line_end_and_no_run_of_spaces() => Assert.Equal("a b c", TerminalText.Line("  a \r\n\t b\n\nc\n"));

    [Fact]
    public void A_long_line_is_cut_to_its_length() => Assert.Equal("abcd…", TerminalText.Line("abcdefgh", 5));

    [Fact]
    public void A_cut_leaves_no_half_of_a_character() => Assert.Equal("abc…", TerminalText.Line("abc🙂🙂🙂", 5));

    [Fact]
    public void No_text_whatever_leaves_a_control_character() => Gen.String[Gen.OneOf(Gen.Char["\e[]PX^_()01;?m\a\\\r\n\t\u0090\u009b\u009c\u009d x"], Gen.Char), 0, 40]
        .Sample(text => TerminalText.Block(text).All(letter => letter is '\n' or '\t' || !char.IsControl(letter))
            && TerminalText.Line(text, 20) is var line && line.Length <= 20 && !line.Any(char.IsControl));
}
