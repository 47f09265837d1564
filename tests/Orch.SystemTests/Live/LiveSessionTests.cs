using Orch.SystemTests.Support;

namespace Orch.SystemTests.Live;

/// <summary>A person at a terminal and the real agent CLIs: started, left, spoken to, returned to, ended.</summary>
public sealed class LiveSessionTests
{
    private const string Said = "First \"line\" 'one' $HOME `id` \\ end;\n\n  second: üñí 日本 ✓ 😀\n1. one\n2. two";

    [Theory]
    [InlineData("claude", "Claude Code")]
    [InlineData("codex", "›")]
    [InlineData("gemini", "Type your message")]
    public async Task A_session_is_started_left_spoken_to_and_ended(string cli, string words)
    {
        await using var world = await World.CreateAsync(script: """[{"text":"All right."}]""");
        var terminal = await TerminalWindow.OpenPlainAsync(world);

        await terminal.OrchAsync($"live --cli {cli} --name hand");
        await terminal.SeesAsync(words);
        await world.WaitForStateAsync("hand", "idle");
        var session = Assert.Single(await world.SessionsAsync());
        Assert.Equal(cli, session.GetProperty("cli").GetString());
        Assert.Equal(world.Repository, session.GetProperty("dir").GetString());
        Assert.True(session.GetProperty("attached").GetBoolean());

        await terminal.TypeAsync("half a draft");
        await terminal.SeesAsync("half a draft");
        await terminal.PressAsync("C-b", "d");
        await terminal.SeesAsync("hand goes on: 'orch attach hand' returns to it");
        Assert.False(Assert.Single(await world.SessionsAsync()).GetProperty("attached").GetBoolean());

        var sent = await world.OrchJsonAsync(0, "send", "hand", "--wait", "--json", Said);
        Assert.Equal("delivered", sent.GetProperty("state").GetString());
        await Waiting.UntilAsync(() => world.Prompts().Count > 0, "the model is asked");
        Assert.Equal([Said], world.Prompts());
        await world.WaitForStateAsync("hand", "idle");

        await terminal.OrchAsync("attach hand");
        await terminal.SeesAsync("All right.");
        var (pane, mark) = await world.LookAsync("hand");
        Assert.NotEmpty(LiveWorld.ProcessesOf(pane, mark));
        var killed = await world.OrchAsync("kill", "hand");
        Assert.True(killed.Succeeded, killed.Error);
        Assert.Empty(LiveWorld.ProcessesOf(pane, mark));
        Assert.Empty(await world.SessionsAsync());
        await terminal.SeesAsync("the session of hand has ended");
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    public async Task A_question_of_trust_is_the_users_until_the_configuration_says_otherwise(string cli)
    {
        await using var world = await World.CreateAsync();
        var strange = Directory.CreateDirectory(Path.Combine(world.Root, "strange")).FullName;
        await world.RunAsync("git", ["init", "-q", strange]);

        var asked = await world.OrchAsync("live", "--cli", cli, "--dir", strange, "--detached");
        Assert.True(asked.ExitCode == 4, asked.Error);
        Assert.Equal("waiting", await world.StateOfAsync($"{cli}-1"));
        var sent = await world.OrchJsonAsync(1, "send", $"{cli}-1", "--json", "hello");
        Assert.Equal("failed", sent.GetProperty("state").GetString());
        Assert.Contains($"orch attach {cli}-1", sent.GetProperty("detail").GetString());

        var configuration = Path.Combine(world.Environment["XDG_CONFIG_HOME"], "orch");
        Directory.CreateDirectory(configuration);
        await File.WriteAllTextAsync(Path.Combine(configuration, "config.toml"), "[live]\naccept_trust = true\n", TestContext.Current.CancellationToken);
        var answered = await world.OrchAsync("live", "--cli", cli, "--dir", strange, "--detached");
        Assert.True(answered.Succeeded, answered.Error);
        Assert.Equal("idle", await world.StateOfAsync($"{cli}-2"));
        Assert.Empty(world.Model.Calls);
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("gemini")]
    public async Task Nothing_is_typed_into_a_question_of_permission(string cli)
    {
        await using var world = await World.CreateAsync();
        await StartAsync(world, cli, "asks");

        await world.OrchJsonAsync(0, "send", "asks", "--json", World.Task("Do it", """[{"tool":"shell","command":"touch done.txt"},{"text":"DONE"}]"""));
        await world.WaitForStateAsync("asks", "waiting");
        var sent = await world.OrchJsonAsync(1, "send", "asks", "--json", "1");

        Assert.Equal("failed", sent.GetProperty("state").GetString());
        Assert.Equal("waiting", await world.StateOfAsync("asks"));
        Assert.False(File.Exists(Path.Combine(world.Repository, "done.txt")));
    }

    [Fact]
    public async Task What_is_said_while_a_turn_is_on_waits_for_its_end_in_order()
    {
        await using var world = await World.CreateAsync(claude: "slow:2", codex: null, gemini: null, script: """[{"text":"All right."}]""");
        await StartAsync(world, "claude", "slow");

        var first = await world.OrchJsonAsync(0, "send", "slow", "--json", "the first");
        var second = await world.OrchJsonAsync(0, "send", "slow", "--json", "the second");
        var third = await world.OrchJsonAsync(0, "send", "slow", "--json", "--wait", "the third");

        Assert.Equal("delivered", first.GetProperty("state").GetString());
        Assert.Equal("queued", second.GetProperty("state").GetString());
        Assert.Equal("delivered", third.GetProperty("state").GetString());
        await Waiting.UntilAsync(() => world.Prompts().Count == 3, "the model is asked three times");
        Assert.Equal(["the first", "the second", "the third"], world.Prompts());
    }

    [Fact]
    public async Task The_environment_reaches_the_program_and_nobody_else()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.Environment["VENDOR_API_KEY"] = "a-secret-of-the-user";
        world.PlayClaude("env > \"$HOME/seen\"; exec cat");
        await StartAsync(world, "claude", "hand");

        var seen = await File.ReadAllTextAsync(Path.Combine(world.Environment["HOME"], "seen"), TestContext.Current.CancellationToken);
        Assert.Contains("\nVENDOR_API_KEY=a-secret-of-the-user\n", $"\n{seen}");
        Assert.Contains("\nTERM=screen-256color\n", $"\n{seen}");
        Assert.DoesNotContain("\nTMUX=", $"\n{seen}");
        var (pane, _) = await world.LookAsync("hand");
        Assert.DoesNotContain("a-secret-of-the-user", await File.ReadAllTextAsync($"/proc/{pane.Pid}/environ", TestContext.Current.CancellationToken));
        foreach (var arguments in (string[][])[["show-environment", "-g"], ["show-environment", "-t", "=hand:"]])
        {
            Assert.DoesNotContain("a-secret-of-the-user", (await world.RunAsync("tmux", ["-L", world.Tmux().Socket, .. arguments])).Output);
        }
    }

    private static async Task StartAsync(World world, string cli, string name)
    {
        var started = await world.OrchAsync("live", "--cli", cli, "--name", name, "--detached");
        Assert.True(started.Succeeded, started.Error);
    }
}
