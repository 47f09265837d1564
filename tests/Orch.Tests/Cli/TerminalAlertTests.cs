using System.Text.Json;
using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Tests.Cli;

public sealed class TerminalAlertTests
{
    [Theory]
    [InlineData("xterm-256color", "\e]9;orch a: failed\e\\\a")]
    [InlineData("rxvt-unicode", "\e]777;notify;orch a;failed\e\\\a")]
    [InlineData(null, "\e]9;orch a: failed\e\\\a")]
    public void A_terminal_is_told_in_its_own_way(string? term, string sequence) => Assert.Equal(sequence, TerminalAlert.Sequence(term, "orch a", "failed"));

    [Fact]
    public void Nothing_in_the_words_ends_the_sequence_early()
    {
        var sequence = TerminalAlert.Sequence(term: null, "a\e\\b", "c\ad");

        Assert.Equal(2, sequence.Count(c => c == '\e'));
        Assert.Equal(1, sequence.Count(c => c == '\a'));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Only_a_terminal_is_rung_and_once(bool isTerminal, int times)
    {
        var error = new StringWriter();
        var terminal = new Terminal(new StringWriter(), error, TimeProvider.System) { ErrorKind = new(isTerminal, false) };
        var count = 0;
        await foreach (var one in TerminalAlert.WatchAsync(Events(), terminal, "xterm", TestContext.Current.CancellationToken))
        {
            count++;
        }

        Assert.Equal(3, count);
        Assert.Equal(times, error.ToString().Count(c => c == '\a'));
    }

    private static async IAsyncEnumerable<EventRecord> Events()
    {
        await Task.CompletedTask;
        var now = TimeProvider.System.GetUtcNow();
        yield return State("verified", now - TimeSpan.FromHours(1));
        yield return State("running", now + TimeSpan.FromSeconds(1));
        yield return State("needs_human", now + TimeSpan.FromSeconds(2));
    }

    private static EventRecord State(string state, DateTimeOffset at) =>
        new() { Seq = 1, At = at, Agent = "a", Kind = EventKinds.State, Data = JsonDocument.Parse($$"""{"state":"{{state}}"}""").RootElement };
}
