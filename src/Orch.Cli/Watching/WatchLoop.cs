using Orch.Cli.Rendering;
using Orch.Processes;
using Orch.State;

namespace Orch.Cli.Watching;

/// <summary>The table of all agents on a terminal, until the user leaves it.</summary>
/// <param name="context">What every command works with.</param>
/// <param name="state">The record.</param>
/// <param name="board">The agents.</param>
/// <param name="screen">Where it is drawn.</param>
internal sealed class WatchLoop(CommandContext context, OrchState state, WatchBoard board, Screen screen)
{
    private const int Input = 0;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly Terminal terminal = context.Terminal;
    private readonly WatchSelection selection = new();
    private readonly WatchPages pages = new(context, state);
    private readonly WatchActions actions = new(context, state);
    private TextPage? page;
    private Func<Task<string>>? refill;
    private TextPrompt? prompt;
    private string? killing;
    private string? message;
    private int? exitCode;
    private bool isLeaving;
    private bool attaches;

    /// <returns>The exit code: 0 when the user left, 130 after Ctrl-C.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        using var raw = new RawTerminal(Input);
        screen.Open();
        while (exitCode is null)
        {
            attaches = false;
            await using (var keyboard = new Keyboard(Input))
            {
                await UntilLeftAsync(keyboard, ct);
            }

            if (attaches && selection.Name is { } name)
            {
                await AttachAsync(name, raw);
            }
        }

        return exitCode.Value;
    }

    private async Task UntilLeftAsync(Keyboard keyboard, CancellationToken ct)
    {
        while (exitCode is null && !attaches)
        {
            ct.ThrowIfCancellationRequested();
            await RefreshAsync();
            screen.Show(Frame(), terminal.OutSize);
            using var tick = CancellationTokenSource.CreateLinkedTokenSource(ct);
            tick.CancelAfter(Tick);
            try
            {
                if (!await keyboard.WaitAsync(tick.Token))
                {
                    exitCode = ExitCodes.StoppedFollowing;
                }
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Time to look again.
            }

            while (exitCode is null && !attaches && keyboard.Next() is { } key)
            {
                await TakeAsync(key, ct);
            }
        }
    }

    private async Task RefreshAsync()
    {
        var happened = board.Refresh();
        selection.Fit(board.Rows, WatchView.Room(terminal.OutSize));
        message = await actions.DoneAsync() ?? message;
        if (isLeaving && actions.Pending is null)
        {
            exitCode = ExitCodes.Success;
        }

        if (terminal.ErrorKind.IsTerminal && happened.FirstOrDefault(TerminalAlert.IsDue) is { } due)
        {
            terminal.Ring(TerminalAlert.Sequence(context.Surroundings.Environment.GetValueOrDefault("TERM"), $"orch {due.Agent}", due.Text("state")));
        }

        if (page is { IsAtEnd: true } && refill is { } again && happened.Any(one => one.Agent == selection.Name))
        {
            page.Fill(await again(), toEnd: true);
        }
    }

    private IReadOnlyList<string> Frame()
    {
        var size = terminal.OutSize;
        if (page is not null)
        {
            return page.Frame(size, terminal.OutKind);
        }

        var below = prompt?.Line(size.Columns)
            ?? (killing is { } name ? $"stop {name}? its work is kept  y/N" : null)
            ?? (isLeaving ? $"{actions.Pending}; q again leaves at once" : null)
            ?? message
            ?? actions.Pending;
        return WatchView.Frame(board.Rows, (selection.Index, selection.Top), below, size, terminal.Time.GetUtcNow(), terminal.OutKind);
    }

    private async Task TakeAsync(Key key, CancellationToken ct)
    {
        if (key.Kind == KeyKind.Interrupt)
        {
            exitCode = ExitCodes.StoppedFollowing;
        }
        else if (key.Kind == KeyKind.Redraw)
        {
            screen.Forget();
        }
        else if (page is { } open)
        {
            page = open.Take(key) ? open : null;
        }
        else if (prompt is { } asking)
        {
            Say(asking, asking.Take(key));
        }
        else if (killing is { } name)
        {
            killing = null;
            if (key.Is('y') || key.Is('Y'))
            {
                actions.Kill(name);
            }
        }
        else
        {
            message = null;
            await ChooseAsync(key, ct);
        }
    }

    private void Say(TextPrompt asked, bool? isDone)
    {
        if (isDone is true && selection.Name is { } name)
        {
            actions.Send(name, asked.Text);
        }

        prompt = isDone is null ? asked : null;
    }

    private async Task ChooseAsync(Key key, CancellationToken ct)
    {
        var (rows, room) = (board.Rows, WatchView.Room(terminal.OutSize));
        var move = key switch
        {
            { Kind: KeyKind.Up } => -1,
            { Kind: KeyKind.Down } => 1,
            { Kind: KeyKind.PageUp } => -room,
            { Kind: KeyKind.PageDown } => room,
            { Kind: KeyKind.Home } => -rows.Count,
            { Kind: KeyKind.End } => rows.Count,
            { Kind: KeyKind.Text, Text: "k" } => -1,
            { Kind: KeyKind.Text, Text: "j" } => 1,
            { Kind: KeyKind.Text, Text: "g" } => -rows.Count,
            { Kind: KeyKind.Text, Text: "G" } => rows.Count,
            _ => 0,
        };
        if (move != 0)
        {
            selection.Move(move, rows);
        }
        else if (key.Is('q') || key.Kind == KeyKind.Escape)
        {
            exitCode = isLeaving || actions.Pending is null ? ExitCodes.Success : null;
            isLeaving = true;
        }
        else if (key.Is('?'))
        {
            Read("keys", WatchPages.Help);
        }
        else if (selection.Name is { } name)
        {
            await ActAsync(name, key, ct);
        }
    }

    private async Task ActAsync(string name, Key key, CancellationToken ct)
    {
        var row = board.Rows.First(one => one.Name == name);
        switch (key)
        {
            case { Kind: KeyKind.Enter }:
            case { Text: "o" }:
                await ReadAsync(name, () => Task.FromResult(pages.Details(name)));
                break;
            case { Text: "l" }:
            case { Text: "a" } when !row.IsAtWork:
                await ReadAsync($"{name}: log", () => pages.LogAsync(name, ct), isLog: true);
                break;
            case { Text: "d" }:
                await ReadAsync($"{name}: changes", () => pages.DifferenceAsync(name, ct));
                break;
            case { Text: "e" }:
                await ReadAsync($"{name}: why", () => pages.ExplanationAsync(name, ct));
                break;
            case { Text: "a" }:
                attaches = true;
                break;
            case { Text: "s" }:
                prompt = new TextPrompt($"say to {name}: ");
                break;
            case { Text: "x" } when row.Agent.State.IsEnd():
                message = $"{name} has ended: {SnakeCase.Of(row.Agent.State)}";
                break;
            case { Text: "x" }:
                killing = name;
                break;
        }
    }

    private async Task ReadAsync(string title, Func<Task<string>> fill, bool isLog = false)
    {
        try
        {
            Read(title, await fill(), isLog);
            refill = isLog ? fill : null;
        }
        catch (OrchException e)
        {
            message = TerminalText.Line(e.Message);
        }
    }

    private void Read(string title, string text, bool toEnd = false)
    {
        (page, refill) = (new TextPage(title), null);
        page.Fill(text, toEnd);
    }

    /// <summary>The same program that a user would call, so that it behaves the same; it gets the terminal as it was.</summary>
    private async Task AttachAsync(string name, RawTerminal raw)
    {
        screen.Close();
        raw.GiveBack();
        try
        {
            await context.Surroundings.Runner.RunOnTerminalAsync(
                new ProcessSpec(context.Surroundings.OrchBinary, ["attach", name])
                {
                    Environment = context.Surroundings.Environment,
                    WorkingDirectory = Directory.Exists(context.Surroundings.Directory) ? context.Surroundings.Directory : "/",
                },
                CancellationToken.None);
        }
        catch (OrchException e)
        {
            message = TerminalText.Line(e.Message);
        }
        finally
        {
            raw.Take();
            screen.Open();
            screen.Forget();
        }
    }
}
