namespace Orch.SystemTests.Support;

/// <summary>A person's terminal: a window of another tmux server, in which a program runs, keys are pressed and the screen is read.</summary>
internal sealed class OuterTerminal(World world)
{
    private const string Session = "terminal";

    // A server of its own for every program: one whose last window was closed may still be on its way out.
    private int opened;

    /// <summary>Opens it with orch in it, as if no tmux were around unless told otherwise. When orch has ended the screen stays.</summary>
    public async Task OpenAsync(IReadOnlyList<string> arguments, bool isTmuxSeen = false) =>
        await OpenProgramAsync([.. isTmuxSeen ? Array.Empty<string>() : ["env", "-u", "TMUX", "-u", "TMUX_PANE"], OrchBinary.Path, .. arguments]);

    /// <summary>Opens it with some program.</summary>
    public async Task OpenProgramAsync(IReadOnlyList<string> command)
    {
        await TmuxAsync("kill-server");
        opened++;
        var started = await world.RunAsync(
            "tmux",
            ["-L", Server, "-f", "/dev/null", "-u", "new-session", "-d", "-s", Session, "-x", "100", "-y", "30", "--", "sh", "-c", "\"$@\"; echo \"ended with $?\"; exec sleep 600", "sh", .. command]);
        Assert.True(started.Succeeded, started.Error);
    }

    /// <summary>Presses keys, by tmux's names.</summary>
    public Task PressAsync(params string[] keys) => TmuxAsync(["send-keys", "-t", $"={Session}:", .. keys]);

    /// <summary>Types text.</summary>
    public Task TypeAsync(string text) => TmuxAsync("send-keys", "-t", $"={Session}:", "-l", text);

    public async Task<string> ScreenAsync() => await TmuxAsync("capture-pane", "-p", "-t", $"={Session}:");

    /// <summary>Waits until the screen shows a text.</summary>
    public async Task ShowsAsync(string text)
    {
        var screen = "";
        await Waiting.UntilAsync(
            async () => (screen = await ScreenAsync()).Contains(text, StringComparison.Ordinal),
            () => $"the terminal shows '{text}'; it shows\n{screen}");
    }

    private string Server => $"outer{opened}";

    private async Task<string> TmuxAsync(params string[] arguments) => (await world.RunAsync("tmux", ["-L", Server, "-u", .. arguments])).Output;
}
