using Orch.Agents;
using Orch.Live;

namespace Orch.Tests.Live;

public sealed class LiveLookTests
{
    private const string Box = "some text\n────\n❯ \n────\n  ? for shortcuts";
    private const string Dialog = "│ Do you want to proceed?\n ❯ 1. Yes\n   2. No\n Esc to cancel";

    private static readonly TimeSpan Young = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Old = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("claude", "✳ Claude Code", "Idle")]
    [InlineData("claude", "⠂ Fix the login", "Busy")]
    [InlineData("claude", "⣿ Fix the login", "Busy")]
    [InlineData("claude", "zsh", "Unknown")]
    [InlineData("codex", "Ready | app", "Idle")]
    [InlineData("codex", "Working | app", "Busy")]
    [InlineData("codex", "⠧ app", "Busy")]
    [InlineData("codex", "[ ! ] Action Required | app", "Waiting")]
    [InlineData("codex", "Starting | app", "Starting")]
    [InlineData("codex", "app", "Unknown")]
    [InlineData("gemini", "◇  Ready (app)", "Idle")]
    [InlineData("gemini", "✦  Working… (app)", "Busy")]
    [InlineData("gemini", "✋  Action Required (app)", "Waiting")]
    [InlineData("opencode", "OpenCode", "Unknown")]
    public void A_title_tells_the_state(string cli, string title, string state) =>
        Assert.Equal(state, LiveLook.Of(Titles(cli), title, Box, Old).ToString());

    [Fact]
    public void A_dialog_counts_whatever_an_idle_title_says()
    {
        Assert.Equal(LiveState.Waiting, LiveLook.Of(Titles("claude"), "✳ Claude Code", Dialog, Old));
        Assert.Equal(LiveState.Waiting, LiveLook.Of(Titles("codex"), LiveLook.NoTitle, Dialog, Young));
        Assert.Equal(LiveState.Busy, LiveLook.Of(Titles("claude"), "⠂ Claude Code", Dialog, Old));
    }

    [Fact]
    public void A_program_is_starting_only_so_long()
    {
        Assert.Equal(LiveState.Starting, LiveLook.Of(Titles("claude"), LiveLook.NoTitle, "", Young));
        Assert.Equal(LiveState.Unknown, LiveLook.Of(Titles("claude"), LiveLook.NoTitle, "", Old));
    }

    [Fact]
    public void Who_is_idle_shows_where_to_type()
    {
        Assert.Equal(LiveState.Starting, LiveLook.Of(Titles("gemini"), "◇  Ready (app)", "loading", Young));
        Assert.Equal(LiveState.Unknown, LiveLook.Of(Titles("gemini"), "◇  Ready (app)", "loading", Old));
        Assert.Equal(LiveState.Idle, LiveLook.Of(Titles("gemini"), "◇  Ready (app)", " >   Type your message", Young));
    }

    [Fact]
    public void Only_a_title_that_cannot_hide_a_dialog_is_enough()
    {
        Assert.True(LiveLook.IsEnough(Titles("claude"), "⠂ Claude Code"));
        Assert.False(LiveLook.IsEnough(Titles("claude"), "✳ Claude Code"));
        Assert.False(LiveLook.IsEnough(Titles("claude"), LiveLook.NoTitle));
    }

    private static TitleSigns Titles(string cli) => new AgentCatalog().Find(cli)!.Interactive(new() { Directory = "/" })?.Titles ?? TitleSigns.None;
}
