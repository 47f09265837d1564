using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Orch.Cli.Rendering;
using Orch.State;
using Spectre.Console;

namespace Orch.Tests.Cli;

public sealed class ProgressTests
{
    private static readonly EventRecord[] Events =
    [
        One(EventKinds.State, """{"state":"running","reason":null}"""),
        One(EventKinds.AttemptStarted, """{"n":"1","cli":"claude","model":null}"""),
        One(EventKinds.Progress, """{"n":"1","what":"text","text":"looking at \u001b[31mthe tests 漢字"}"""),
        One(EventKinds.Warning, """{"text":"careful"}"""),
    ];

    [Fact]
    public async Task In_a_pipe_progress_is_a_line_for_each_event()
    {
        using var error = new StringWriter();
        await new PlainProgress(Terminal(error)).ShowAsync(AsStream(), TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            12:00:01 fix-login: running
            12:00:01 fix-login: attempt 1: claude started
            12:00:01 fix-login: looking at the tests 漢字
            12:00:01 fix-login: warning: careful

            """,
            error.ToString());
    }

    [Fact]
    public async Task On_a_terminal_a_warning_stays_and_the_live_line_goes()
    {
        using var error = new StringWriter();
        await new LiveProgress(Terminal(error, new(IsTerminal: true, HasColor: false)), ["fix-login"]).ShowAsync(AsStream(), TestContext.Current.CancellationToken);

        Assert.Contains("12:00:01 fix-login: warning: careful", error.ToString());
        Assert.Contains("\e[?25h", error.ToString());
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(50)]
    [InlineData(200)]
    public void A_live_line_never_wraps(int width)
    {
        var row = new ProgressRow("fix-login", Samples.Noon);
        foreach (var one in Events)
        {
            row.Take(one);
        }

        using var text = new StringWriter();
        var console = Terminal(text, new(IsTerminal: true, HasColor: false)).ErrorConsole();
        console.Profile.Width = width;
        console.Write(new ProgressLines([row, row], Samples.Noon.AddSeconds(65)));

        var lines = TerminalText.Block(text.ToString()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Sum(letter => letter > '\u2fff' ? 2 : 1), 1, width));
        Assert.All(lines, line => Assert.StartsWith("| fix-login  run", line, StringComparison.Ordinal));
    }

    private static Terminal Terminal(StringWriter error, TerminalKind kind = default) =>
        new(TextWriter.Null, error, new FakeTimeProvider(Samples.Noon)) { ErrorKind = kind };

    private static async IAsyncEnumerable<EventRecord> AsStream()
    {
        foreach (var one in Events)
        {
            await Task.Yield();
            yield return one;
        }
    }

    private static EventRecord One(string kind, string data) => new()
    {
        Seq = 1,
        At = Samples.Noon.AddSeconds(1),
        Agent = "fix-login",
        Kind = kind,
        Data = JsonSerializer.Deserialize<JsonElement>(data),
    };
}
