using Orch.SystemTests.Support;

namespace Orch.SystemTests.Live;

/// <summary>Sessions on a terminal that is itself within tmux.</summary>
public sealed class AttachTests
{
    [Fact]
    public async Task Within_the_users_own_tmux_a_session_is_shown_inside_and_left_with_its_own_keys()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.PlayClaude("echo 'the session is here'; exec cat");
        Assert.True((await world.OrchAsync("live", "--detached", "--name", "hand")).Succeeded);
        var terminal = await TerminalWindow.OpenAsync(world, 100, 30);

        await terminal.OrchAsync("attach hand");
        await terminal.SeesAsync("the session is here");
        await terminal.PressAsync("C-b", "d");

        await terminal.SeesAsync("showing hand; C-b C-b d leaves");
        await terminal.SeesAsync("hand goes on: 'orch attach hand' returns to it");
    }

    [Fact]
    public async Task From_one_session_of_orch_the_terminal_is_switched_to_another()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.PlayClaude("echo 'the session is here'; exec cat");
        Assert.True((await world.OrchAsync("live", "--detached", "--name", "hand")).Succeeded);
        await world.Tmux().CreateAsync(
            "shell",
            world.Repository,
            ["sh", "-c", "read line; \"$0\" attach hand; exec sleep 600", OrchBinary.Path],
            world.Environment.Where(one => one.Key is "ORCH_HOME" or "TMUX_TMPDIR" or "PATH" or "HOME").ToDictionary(),
            keepWhenFailed: false,
            TestContext.Current.CancellationToken);
        var terminal = await TerminalWindow.OpenPlainAsync(world);

        await terminal.RunAsync($"tmux -L {world.Tmux().Socket} attach-session -t =shell");
        await terminal.SeesAsync("orch shell");
        await terminal.PressAsync("Enter");

        await terminal.SeesAsync("the session is here");
        await terminal.SeesAsync("orch hand");
    }

    [Fact]
    public async Task An_agent_at_work_is_left_with_a_word_on_how_to_return()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "works", World.Task("Say it slowly", """[{"tool":"shell","command":"sleep 60"},{"text":"Said."}]"""));
        var terminal = await TerminalWindow.OpenPlainAsync(world);

        await terminal.OrchAsync("attach works");
        await terminal.SeesAsync("orch works");
        await terminal.PressAsync("C-b", "d");

        await terminal.SeesAsync("works goes on: 'orch attach works' returns to it");
        Assert.Equal(0, (await world.OrchAsync("kill", "works")).ExitCode);
    }
}
