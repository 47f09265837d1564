using Orch.Cli.Rendering;
using Orch.Cli.Watching;
using Orch.State;
using Orch.Tests.Cli;

namespace Orch.Tests.Watching;

public sealed class WatchViewTests
{
    [Theory]
    [InlineData(80, 24, 100)]
    [InlineData(200, 50, 100)]
    [InlineData(40, 10, 3)]
    [InlineData(20, 5, 1)]
    [InlineData(80, 24, 0)]
    public void A_frame_fills_the_screen_and_no_more(int columns, int lines, int agents)
    {
        var rows = Enumerable.Range(0, agents).Select(n => Row($"agent-{n}") with { Latest = new string('漢', 200) }).ToList();

        var frame = WatchView.Frame(rows, (0, 0), below: null, new(columns, lines), Samples.Noon, TerminalKind.Pipe);

        Assert.True(frame.Count <= Math.Max(lines, 4));
        Assert.All(frame, line => Assert.True(Cells.Of(line) <= columns, line));
    }

    [Fact]
    public void Who_needs_a_person_comes_first_and_the_latest_end_before_the_others()
    {
        AgentRecord[] agents =
        [
            Samples.Agent("old", AgentState.Verified),
            Samples.Agent("new", AgentState.Failed) with { EndedAt = Samples.Noon.AddHours(1) },
            Samples.Agent("busy"),
            Samples.Agent("asks", AgentState.NeedsHuman),
        ];

        Assert.Equal(["asks", "busy", "new", "old"], agents.Select(Row).OrderBy(row => row.Place).Select(row => row.Name));
    }

    [Fact]
    public void What_is_unknown_is_not_guessed()
    {
        var row = Row(Samples.Agent("mixed", AgentState.Failed) with
        {
            Attempts = [Samples.Attempt(1, "codex", AttemptOutcome.Crash) with { InputTokens = null, OutputTokens = null }, Samples.Attempt(2, "claude", AttemptOutcome.Success, 0.5m)],
        });

        var line = WatchView.Table([row], 80, Samples.Noon, TerminalKind.Pipe)[2];

        Assert.Matches(@"^mixed +failed +claude +3m +13k +\$0\.50\+", line);
    }

    [Fact]
    public void The_selection_stays_with_its_agent()
    {
        var selection = new WatchSelection();
        List<WatchRow> rows = [Row("a"), Row("b"), Row("c")];
        selection.Fit(rows, 2);
        selection.Move(1, rows);

        selection.Fit([Row("new"), .. rows], 2);
        Assert.Equal(("b", 2, 1), (selection.Name, selection.Index, selection.Top));

        selection.Fit([Row("a"), Row("c")], 2);
        Assert.Equal(("c", 1, 0), (selection.Name, selection.Index, selection.Top));

        selection.Fit([], 2);
        Assert.Equal(-1, selection.Index);
    }

    [Fact]
    public void A_page_scrolls_within_its_text()
    {
        var page = new TextPage("log");
        page.Fill(string.Join('\n', Enumerable.Range(1, 50)), toEnd: false);

        Assert.Equal("1", page.Frame(new(80, 12), TerminalKind.Pipe)[1]);
        Assert.True(page.Take(new(KeyKind.Text, "G")));
        Assert.Equal("41", page.Frame(new(80, 12), TerminalKind.Pipe)[1]);
        Assert.True(page.IsAtEnd);
        Assert.True(page.Take(new(KeyKind.PageUp)));
        Assert.Equal("31", page.Frame(new(80, 12), TerminalKind.Pipe)[1]);
        Assert.True(page.Take(new(KeyKind.Home)));
        Assert.True(page.Take(new(KeyKind.Up)));
        Assert.Equal("1", page.Frame(new(80, 12), TerminalKind.Pipe)[1]);
        Assert.False(page.Take(new(KeyKind.Text, "q")));
    }

    [Fact]
    public void A_prompt_takes_text_and_gives_it_back()
    {
        var prompt = new TextPrompt("say: ");
        Key[] keys = [new(KeyKind.Text, "a"), new(KeyKind.Paste, "b\nc"), new(KeyKind.Text, "🙂"), new(KeyKind.Backspace)];

        Assert.All(keys, key => Assert.Null(prompt.Take(key)));
        Assert.Equal("ab\nc", prompt.Text);
        Assert.Equal("say: ab⏎c_", prompt.Line(80));
        Assert.Equal("say: ⏎c_", prompt.Line(8));
        Assert.True(prompt.Take(new(KeyKind.Enter)));
        Assert.Null(prompt.Take(new(KeyKind.EraseLine)));
        Assert.False(prompt.Take(new(KeyKind.Enter)));
        Assert.False(prompt.Take(new(KeyKind.Escape)));
    }

    private static WatchRow Row(string name) => Row(Samples.Agent(name));

    private static WatchRow Row(AgentRecord agent) =>
        new(new StoredAgent(agent, "{}", Supervisor: null, CancelRequested: false, new("boot", 1, 1)), agent, "", LatestAt: null);
}
