using Orch.Processes;
using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Views;

public sealed class WatchTests
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 50)]
    public async Task A_hundred_agents_are_seen_and_scrolled(int columns, int rows)
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        Crowd.Record(world, 100);
        var window = await TerminalWindow.OpenAsync(world, columns, rows);

        await window.OrchAsync("watch");
        var first = await window.SeesAsync("q quit");

        var lines = first.TrimEnd('\n').Split('\n');
        Assert.Equal(rows, lines.Length);
        Assert.StartsWith("orch watch  1 at work  1 needs you  98 ended", lines[0], StringComparison.Ordinal);
        Assert.Contains($"1-{rows - 5} of 100", lines[0]);
        Assert.Matches(@"^> agent-001 +needs_human  claude +\d+\w+ +12k +\$0\.25", lines[2]);
        Assert.Matches(@"^  agent-002 +running +claude +\d+\w+ +\? ", lines[3]);
        Assert.Contains("$ make test", lines[3]);
        Assert.Contains("orch/agent-001", first);
        Assert.Contains("needs question: which port?", lines[^2]);
        Assert.Equal(columns >= 130, lines[1].Contains("BRANCH", StringComparison.Ordinal));

        await window.PressAsync("j");
        await window.SeesAsync("> agent-002");
        await window.PressAsync("Up");
        await window.SeesAsync("> agent-001");
        await window.PressAsync("G");
        await window.SeesAsync(
            screen => screen.Contains($"{100 - (rows - 5) + 1}-100 of 100", StringComparison.Ordinal) && screen.Split('\n')[rows - 4].StartsWith("> agent-003", StringComparison.Ordinal),
            "the last page, with its last agent chosen");
        await window.PressAsync("g");
        await window.SeesAsync("> agent-001");
        await window.PressAsync("PageDown");
        await window.SeesAsync(screen => screen.Split('\n')[0].Contains($"2-{rows - 4} of 100", StringComparison.Ordinal), "the next page");

        await window.PressAsync("q");
        await window.IsBackAsync();
    }

    [Fact]
    public async Task The_table_follows_what_happens_and_the_size_of_the_window()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        Crowd.Record(world, 3);
        var window = await TerminalWindow.OpenAsync(world, 80, 24);
        await window.OrchAsync("watch");
        await window.SeesAsync("q quit");

        using (var state = Crowd.Open(world))
        {
            state.Events.Append("agent-002", new NewEvent(EventKinds.Progress, ("n", "1"), ("what", "text"), ("text", "now I see")));
            await window.SeesAsync("now I see");
            Crowd.Add(state, "newcomer", AgentState.Failed);
            await window.SeesAsync("newcomer");
        }

        await window.ResizeAsync(140, 30);
        var wide = await window.SeesAsync("BRANCH");
        Assert.Equal(30, wide.TrimEnd('\n').Split('\n').Length);
        await window.ResizeAsync(60, 12);
        var small = await window.SeesAsync(screen => !screen.Contains("BRANCH", StringComparison.Ordinal) && screen.Contains("enter details", StringComparison.Ordinal), "a small table");
        Assert.All(small.Split('\n'), line => Assert.True(line.Length <= 60));

        await window.PressAsync("C-c");
        await window.IsBackAsync();
    }

    [Fact]
    public async Task Keys_open_what_there_is_to_read_and_to_do()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        Crowd.Record(world, 4);
        var window = await TerminalWindow.OpenAsync(world, 100, 30);
        await window.OrchAsync("watch");
        await window.SeesAsync("q quit");

        await window.PressAsync("Enter");
        var details = await window.SeesAsync("q back");
        Assert.Contains("Do the work of agent-001", details);
        await window.PressAsync("q");
        await window.SeesAsync("q quit");

        await window.PressAsync("e");
        Assert.Contains("would change it", await window.SeesAsync("agent-001: why"));
        await window.PressAsync("q");
        await window.SeesAsync("q quit");

        await window.PressAsync("l");
        Assert.Contains("== attempt 1: claude", await window.SeesAsync("agent-001: log"));
        await window.PressAsync("Escape");
        await window.SeesAsync("q quit");

        await window.PressAsync("?");
        await window.SeesAsync("its work is kept");
        await window.PressAsync("q");
        await window.SeesAsync("q quit");

        await window.PressAsync("s");
        await window.TypeAsync("port 80 or 8080? Gr\u00fc\u00dfe");
        await window.SeesAsync("say to agent-001: port 80 or 8080? Gr\u00fc\u00dfe_");
        await window.PressAsync("Escape");
        await window.SeesAsync("q quit");

        await window.PressAsync("x");
        await window.SeesAsync("stop agent-001?");
        await window.PressAsync("n");
        await window.SeesAsync("q quit");
        using (var state = Crowd.Open(world))
        {
            Assert.Equal(AgentState.NeedsHuman, state.Agents.Get("agent-001").Record.State);
        }

        await window.PressAsync("q");
        await window.IsBackAsync();
    }

    [Theory]
    [InlineData("q")]
    [InlineData("C-c")]
    [InlineData("TERM")]
    public async Task The_terminal_is_as_before_whatever_ends_it(string end)
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        Crowd.Record(world, 5);
        var window = await TerminalWindow.OpenAsync(world, 80, 24);
        await window.RunAsync("echo before-it; stty -a > before");
        await window.IsBackAsync();

        await window.RunAsync($"sh -c 'echo $$ > pid; exec {OrchBinary.Path} watch'; echo code $?; stty -a > after");
        await window.SeesAsync("q quit");
        if (end == "TERM")
        {
            await world.RunAsync("sh", ["-c", "kill -TERM $(cat pid)"]);
        }
        else
        {
            await window.PressAsync(end);
        }

        var after = await window.IsBackAsync();

        Assert.Contains("before-it", after);
        Assert.DoesNotContain("agent-001", after);
        Assert.Contains(end == "q" ? "code 0" : "code 130", after);
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(world.Repository, "before"), TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(Path.Combine(world.Repository, "after"), TestContext.Current.CancellationToken));
        await window.RunAsync("echo typed");
        await window.SeesAsync("echo typed\ntyped");
    }

    [Fact]
    public async Task Only_what_changed_is_drawn()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        Crowd.Record(world, 100);
        var log = Path.Combine(world.Root, "typescript");
        var window = await TerminalWindow.OpenAsync(world, 80, 24);
        await window.RunAsync($"script -q -f -c '{OrchBinary.Path} watch' {log}");
        await window.SeesAsync("q quit");
        var before = new FileInfo(log).Length;

        await window.PressAsync("j");
        await window.SeesAsync("> agent-002");
        await window.PressAsync("q");
        await window.IsBackAsync();
        var drawn = (await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken))[(int)before..];

        Assert.Contains("agent-001", drawn);
        Assert.Contains("agent-002", drawn);
        Assert.DoesNotContain("agent-010", drawn);
        Assert.DoesNotContain("\e[2J", drawn);
    }

    [Fact]
    public async Task An_agent_is_attached_to_and_left_again()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(
            0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "seen", World.Task("Say it slowly", """[{"tool":"shell","command":"echo working; sleep 30"},{"text":"All is said."}]"""));
        var window = await TerminalWindow.OpenAsync(world, 100, 30);
        await window.RunAsync("stty -a > before");
        await window.IsBackAsync();
        await window.OrchAsync("watch; stty -a > after");
        await window.SeesAsync("> seen");
        await window.SeesAsync(": $ echo working; sleep 30");

        await window.PressAsync("a");
        var pane = await window.SeesAsync("\n$ echo working; sleep 30");
        Assert.Contains("seen on orch/seen (from main)", pane);
        Assert.Contains("leave: C-b d", pane);
        await window.PressAsync("C-b", "d");
        await window.SeesAsync("q quit");

        await window.PressAsync("x");
        await window.SeesAsync("stop seen?");
        await window.PressAsync("y");
        await window.SeesAsync("cancelled");
        await window.PressAsync("q");
        await window.IsBackAsync();
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(world.Repository, "before"), TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(Path.Combine(world.Repository, "after"), TestContext.Current.CancellationToken));
        Assert.Equal("cancelled", (await world.OrchJsonAsync(0, "status", "--json", "seen")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Without_a_terminal_it_is_refused_and_printed_once_on_request()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        Crowd.Record(world, 3);

        var refused = await world.OrchAsync("watch");
        var once = await world.OrchAsync("watch", "--once");

        Assert.Equal(5, refused.ExitCode);
        Assert.Equal("", refused.Output);
        Assert.Contains("orch watch --once", refused.Error);
        Assert.Equal(0, once.ExitCode);
        Assert.Equal(5, once.Output.TrimEnd().Split('\n').Length);
        Assert.DoesNotContain('\e', once.Output);
    }

    [Fact]
    public async Task No_colour_is_drawn_for_those_who_want_none()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        Crowd.Record(world, 3);
        var window = await TerminalWindow.OpenAsync(world, 80, 24);

        await window.RunAsync($"NO_COLOR=1 {OrchBinary.Path} watch");
        await window.SeesAsync("> agent-001");

        Assert.DoesNotContain("\e[", await window.CaptureAsync("-e"));
        await window.PressAsync("q");
        await window.IsBackAsync();
    }
}
