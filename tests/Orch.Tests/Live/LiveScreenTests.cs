using Orch.Live;

namespace Orch.Tests.Live;

public sealed class LiveScreenTests
{
    [Theory]
    [InlineData(" ❯ 1. Yes, I trust this folder\n   2. No, exit\n\n Enter to confirm", true)]
    [InlineData("› 1. Trust and continue\n  2. Back\n\n  enter continue", true)]
    [InlineData("> 1. Sign in with ChatGPT\n\n  2. Sign in with Device Code", true)]
    [InlineData("│ ● 1. Allow once                │\n│   2. Allow for this session │\n╰──╯", true)]
    [InlineData("❯ 1. Yes\n   2. No\n────\n❯ \n────", false)]
    [InlineData("● 1. The first thing\n  2. The second\n────\n❯ go on\n────", false)]
    [InlineData("› 1. do this\n  2. do that\n\n• Done.\n\n› Ask Codex to do anything\n  model", false)]
    [InlineData(" > 1. said before\n✦ Done.\n >   Type your message or @path/to/file", false)]
    [InlineData("❯ Try \"fix lint errors\"", false)]
    [InlineData("no cursor anywhere", false)]
    [InlineData("", false)]
    public void A_dialog_is_a_list_with_no_box_below_it(string screen, bool isDialog) => Assert.Equal(isDialog, LiveScreen.IsDialog(screen));

    [Fact]
    public void What_was_typed_may_be_a_list_itself()
    {
        const string screen = "────\n❯ 1. do this\n  2. do that\n────";
        Assert.True(LiveScreen.IsDialog(screen));
        Assert.False(LiveScreen.IsDialog(screen, "1. do this\n2. do that"));
    }

    [Fact]
    public void The_box_is_the_lowest_line_with_a_cursor()
    {
        Assert.Equal("❯", LiveScreen.Box("❯ said\n● Done\n────\n❯ \n────"));
        Assert.Equal("❯ [Pasted text #1 +3 lines]", LiveScreen.Box("────\n❯ [Pasted text #1 +3 lines]\n────"));
        Assert.Null(LiveScreen.Box("a line\n another"));
    }

    [Fact]
    public void A_box_holds_a_text_when_it_shows_its_beginning()
    {
        Assert.True(LiveScreen.Holds("❯ a very long first line that is cut", "a very long first line that goes on and on\nsecond"));
        Assert.False(LiveScreen.Holds("❯", "text"));
    }

    [Theory]
    [InlineData("❯ the text", true)]
    [InlineData("> First \"line\" 'one'", false)]
    [InlineData("❯ half a draftthe text", false)]
    [InlineData("❯ [Pasted text #1 +3 lines]", true)]
    [InlineData("› [Pasted Content 2000 chars]", true)]
    [InlineData("❯ half a draft[Pasted text #1 +3 lines]", false)]
    [InlineData("❯ [Pasted text #1 +3 lines][Pasted text #2 +3 lines]", false)]
    [InlineData("❯", false)]
    public void A_draft_before_the_text_is_seen(string box, bool alone) => Assert.Equal(alone, LiveScreen.HoldsOnly(box, "the text\nand more"));
}
