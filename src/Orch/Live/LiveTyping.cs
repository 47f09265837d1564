using Orch.Agents;
using Orch.State;

namespace Orch.Live;

/// <summary>Types into a live session, and sees it take what was typed.</summary>
internal sealed class LiveTyping(string name, Surroundings here)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    // Interactive CLIs take the Enter that follows a paste at once for a part of it.
    private static readonly TimeSpan PasteSettles = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan TakesWithin = TimeSpan.FromSeconds(5);

    // A key whose effect does not show within that time is taken to have none; the box is cleared for so long at most.
    private static readonly TimeSpan KeyShowsWithin = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan ClearsWithin = TimeSpan.FromSeconds(6);

    // The text has to stand alone in the box within these times; between them the box is cleared. All of it together stays below what the sender waits for.
    private static readonly TimeSpan[] ShowsWithin = [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8)];

    private readonly LiveSessions sessions = new(here);

    /// <summary>What the CLI is doing.</summary>
    public async Task<LiveState> LookAsync(CancellationToken ct) => (await sessions.FindAsync(name, ct))?.State ?? LiveState.Unknown;

    /// <summary>Types a text into the box of an idle CLI and sends it off.</summary>
    public async Task<LiveWord> TypeAsync(string text, CancellationToken ct)
    {
        if (LiveScreen.Box(await ScreenAsync(ct)) is null)
        {
            return new(TurnState.Failed, $"the box for prompts is not on its screen: 'orch attach {name}' shows what is");
        }

        if (await PasteAsync(text, ct) is not { } box)
        {
            return new(TurnState.Failed, $"the text did not show alone in its box, and was not sent off: 'orch attach {name}' shows it");
        }

        for (var tries = 0; tries < 2; tries++)
        {
            if (LiveScreen.IsDialog(await ScreenAsync(ct), text))
            {
                return new(TurnState.Failed, $"a dialog came up before the text was sent off: 'orch attach {name}' shows it");
            }

            await sessions.Tmux.PressAsync(name, ["Enter"], ct);
            if (await UntilAsync(() => IsTakenAsync(text, box, ct), TakesWithin, ct))
            {
                return LiveWord.Delivered;
            }
        }

        return new(TurnState.Failed, $"the text is in its box, and it was not seen to take it: 'orch attach {name}' shows it");
    }

    // A draft that somebody left in the box goes; whether there is one shows only beside the text, because an empty box may show a hint.
    private async Task<string?> PasteAsync(string text, CancellationToken ct)
    {
        foreach (var within in ShowsWithin)
        {
            if (LiveScreen.IsDialog(await ScreenAsync(ct), text))
            {
                return null;
            }

            if (within != ShowsWithin[0] || await PressAsync("C-u", ct))
            {
                await ClearAsync(ct);
            }

            // At the end of its line a draft stands before the text, where it shows.
            await sessions.Tmux.PressAsync(name, ["C-e"], ct);
            await sessions.Tmux.PasteAsync(name, text, ct);
            await Task.Delay(PasteSettles, here.Time, ct);
            string? box = null;
            if (await UntilAsync(async () => (box = LiveScreen.Box(await ScreenAsync(ct))) is not null && LiveScreen.HoldsOnly(box, text), within, ct))
            {
                return box;
            }
        }

        return null;
    }

    // One key after the other, each seen to do something: keys that arrive together are text to some programs. Where a line ends
    // the first key of a direction may have nothing left to do, and the second joins the next line.
    private async Task ClearAsync(CancellationToken ct)
    {
        var started = here.Time.GetTimestamp();
        foreach (var (line, join) in ((string, string)[])[("C-u", "BSpace"), ("C-k", "DC")])
        {
            while (here.Time.GetElapsedTime(started) < ClearsWithin && (await PressAsync(line, ct) || await PressAsync(join, ct)))
            {
            }
        }
    }

    /// <summary>Whether the key was seen to change the screen.</summary>
    private async Task<bool> PressAsync(string key, CancellationToken ct)
    {
        var before = await ScreenAsync(ct);
        await sessions.Tmux.PressAsync(name, [key], ct);
        return await UntilAsync(async () => await ScreenAsync(ct) != before, KeyShowsWithin, ct);
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
