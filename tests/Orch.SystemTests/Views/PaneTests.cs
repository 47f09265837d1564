using Orch.SystemTests.Support;

namespace Orch.SystemTests.Views;

public sealed class PaneTests
{
    private const string Steps = """
        [{"tool":"shell","command":"echo one && sleep 2"},{"tool":"write","path":"made.txt","content":"made\n"},{"tool":"shell","command":"sleep 20"},{"text":"All is made."}]
        """;

    [Fact]
    public async Task The_session_shows_what_the_agent_does_in_words()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "maker", World.Task("Make a file", Steps));
        var window = await TerminalWindow.OpenAsync(world, 90, 50);

        await window.OrchAsync("attach maker");
        var pane = await window.SeesAsync("$ sleep 20");

        Assert.Contains("preparing the workspace", pane);
        Assert.Contains("== attempt 1: claude at ", pane);
        Assert.Contains("$ echo one && sleep 2", pane);
        Assert.Contains("+ write made.txt", pane);
        Assert.DoesNotContain("{\"type\"", pane);
        Assert.Matches(@"\e\[36m(\e\[\d+m)*\$ sleep 20", await window.CaptureAsync("-e"));

        // What the smaller window of whoever attached pushed up is there to scroll back to.
        await window.PressAsync("C-b", "[");
        await window.PressAsync("PageUp");
        Assert.Contains("  Make a file\n", await window.SeesAsync("maker on orch/maker (from main)"));
        await window.PressAsync("q");
        await window.PressAsync("C-b", "d");
        await window.IsBackAsync();
        await world.OrchAsync("kill", "maker");
    }

    [Fact]
    public async Task After_its_end_the_same_is_shown_and_how_to_go_on()
    {
        await using var world = await World.CreateAsync(codex: "ratelimit", gemini: null);
        await world.OrchJsonAsync(
            0, "run", "--json", "--agent-cli", "codex,claude", "--validate", "test -e made.txt", "--name", "maker",
            World.Task("Make a file", """[{"tool":"write","path":"made.txt","content":"made\n"},{"text":"All is made."}]"""));

        var attached = await world.OrchAsync("attach", "maker");
        var logs = await world.OrchAsync("logs", "maker");

        Assert.Equal(0, attached.ExitCode);
        Assert.Equal(logs.Output, attached.Output);
        foreach (var part in (string[])["maker on orch/maker (from main)", "== attempt 1: codex", "ended: rate_limited", "== attempt 2: claude", "+ write made.txt", "All is made.", "checking the work", "delivering", "check validation passed", "verified"])
        {
            Assert.Contains(part, logs.Output);
        }

        Assert.True(logs.Output.IndexOf("== attempt 1", StringComparison.Ordinal) < logs.Output.IndexOf("== attempt 2", StringComparison.Ordinal));
        Assert.Contains("orch diff maker", attached.Error);
        Assert.Contains("orch send maker TEXT", attached.Error);
    }
}
