using Orch.Processes;

namespace Orch.SystemTests.Support;

/// <summary>A real terminal for one test: the window of a tmux server of its own, in which a program runs and keys are pressed. It ends with its world.</summary>
internal sealed class TerminalWindow
{
    private const string Prompt = "shell-is-here";

    private readonly World world;
    private readonly string socket;

    private TerminalWindow(World world, string socket)
    {
        this.world = world;
        this.socket = socket;
    }

    /// <summary>Opens a window with a shell in it, which shows a prompt.</summary>
    public static async Task<TerminalWindow> OpenAsync(World world, int columns, int rows, string name = "outer")
    {
        var configuration = Path.Combine(world.Root, $"{name}.conf");
        await File.WriteAllTextAsync(
            configuration,
            "set -g status off\nset -g default-terminal screen-256color\nset -s escape-time 0\nset -g history-limit 5000\n");
        var window = new TerminalWindow(world, $"{name}-{Path.GetFileName(world.Root)}");
        await window.TmuxAsync(["-f", configuration, "new-session", "-d", "-s", "main", "-x", $"{columns}", "-y", $"{rows}", $"PS1='{Prompt}> ' exec sh"]);
        await window.SeesAsync(Prompt);
        return window;
    }

    /// <summary>Opens a window in which no tmux seems to be around.</summary>
    public static async Task<TerminalWindow> OpenPlainAsync(World world)
    {
        var window = await OpenAsync(world, 100, 30);
        await window.RunAsync("unset TMUX TMUX_PANE; clear");
        await window.IsBackAsync();
        return window;
    }

    /// <summary>Types a command line into the shell.</summary>
    public async Task RunAsync(string command)
    {
        await TypeAsync(command);
        await PressAsync("Enter");
    }

    /// <summary>Runs orch there.</summary>
    public Task OrchAsync(string arguments) => RunAsync($"{OrchBinary.Path} {arguments}");

    /// <summary>Presses keys by tmux's names for them.</summary>
    public Task PressAsync(params IReadOnlyList<string> keys) => TmuxAsync(["send-keys", "-t", "=main:", .. keys]);

    /// <summary>Writes text as it is.</summary>
    public Task TypeAsync(string text) => TmuxAsync(["send-keys", "-t", "=main:", "-l", text]);

    public Task ResizeAsync(int columns, int rows) => TmuxAsync(["resize-window", "-t", "=main:", "-x", $"{columns}", "-y", $"{rows}"]);

    /// <summary>What is on the screen.</summary>
    public async Task<string> CaptureAsync(params IReadOnlyList<string> options) => (await TmuxAsync(["capture-pane", "-p", "-t", "=main:", .. options])).Output;

    /// <summary>Returns with the screen that shows a text.</summary>
    public Task<string> SeesAsync(string text) => SeesAsync(screen => screen.Contains(text, StringComparison.Ordinal), text);

    /// <summary>Returns with the screen for which it holds.</summary>
    public async Task<string> SeesAsync(Func<string, bool> holds, string what)
    {
        var screen = "";
        await Waiting.UntilAsync(
            async () =>
            {
                screen = await CaptureAsync();
                return holds(screen);
            },
            () => $"the screen shows {what}; it shows\n{screen}");
        return screen;
    }

    /// <summary>Returns when the shell waits for the next command.</summary>
    public Task<string> IsBackAsync() => SeesAsync(screen => screen.TrimEnd().EndsWith($"{Prompt}>", StringComparison.Ordinal), "the shell's prompt");

    private async Task<ProcessResult> TmuxAsync(IReadOnlyList<string> arguments)
    {
        var result = await world.RunAsync("tmux", ["-L", socket, .. arguments]);
        Assert.True(result.Succeeded, $"tmux {string.Join(' ', arguments)}: {result.Error}");
        return result;
    }
}
