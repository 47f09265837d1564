using Orch.Agents;
using Orch.State;

namespace Orch.Live;

/// <summary>Types into a live session, and sees it take what was typed.</summary>
internal sealed class LiveTyping(string name, Surroundings here)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    // Interactive CLIs take the Enter that follows a paste at once for a part of it.
    private static readonly TimeSpan PasteSettles = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan ShowsWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TakesWithin = TimeSpan.FromSeconds(5);

    // A draft of so many lines is cleared from the box.
    private const string Lines = "40";

    private readonly LiveSessions sessions = new(here);

    /// <summary>What the CLI is doing.</summary>
    public async Task<LiveState> LookAsync(CancellationToken ct) => (await sessions.FindAsync(name, ct))?.State ?? LiveState.Unknown;

    /// <summary>Types a text into the box of an idle CLI and sends it off.</summary>
    public async Task<LiveWord> TypeAsync(string text, CancellationToken ct)
    {
        await sessions.Tmux.PressAsync(name, ["-N", Lines, "C-k"], ct);
        await sessions.Tmux.PressAsync(name, ["-N", Lines, "C-u"], ct);
        await Task.Delay(PasteSettles / 2, here.Time, ct);
        var empty = LiveScreen.Box(await ScreenAsync(ct));
        if (empty is null)
        {
            return new(TurnState.Failed, $"the box for prompts is not on its screen: 'orch attach {name}' shows what is");
        }

        await sessions.Tmux.PasteAsync(name, text, ct);
        await Task.Delay(PasteSettles, here.Time, ct);
        string? box = null;
        if (!await UntilAsync(async () => (box = LiveScreen.Box(await ScreenAsync(ct))) is not null && box != empty, ShowsWithin, ct))
        {
            return new(TurnState.Failed, $"the text did not show in its box, and was not sent off: 'orch attach {name}' shows it");
        }

        for (var tries = 0; tries < 2; tries++)
        {
            if (LiveScreen.IsDialog(await ScreenAsync(ct), text))
            {
                return new(TurnState.Failed, $"a dialog came up before the text was sent off: 'orch attach {name}' shows it");
            }

            await sessions.Tmux.PressAsync(name, ["Enter"], ct);
            if (await UntilAsync(() => IsTakenAsync(text, box!, ct), TakesWithin, ct))
            {
                return LiveWord.Delivered;
            }
        }

        return new(TurnState.Failed, $"the text is in its box, and it was not seen to take it: 'orch attach {name}' shows it");
    }

    // A fast model may have answered before anybody looks: then the title is idle again, and the box no longer has the text.
    private async Task<bool> IsTakenAsync(string text, string typed, CancellationToken ct) =>
        await sessions.FindAsync(name, ct) is { } session
        && (LiveLook.IsEnough(sessions.Titles(session.Mark.Cli), session.Pane.Title)
            || (LiveScreen.Box(await ScreenAsync(ct)) is { } box && box != typed && !LiveScreen.Holds(box, text)));

    private async Task<string> ScreenAsync(CancellationToken ct) => (await sessions.Tmux.ScreensAsync([name], ct)).GetValueOrDefault(name, "");

    private async Task<bool> UntilAsync(Func<Task<bool>> condition, TimeSpan within, CancellationToken ct)
    {
        var started = here.Time.GetTimestamp();
        while (!await condition())
        {
            if (here.Time.GetElapsedTime(started) > within)
            {
                return false;
            }

            await Task.Delay(Step, here.Time, ct);
        }

        return true;
    }
}
