using Orch.Agents;
using Orch.Sessions;

namespace Orch.Live;

/// <summary>The live sessions of one state directory. Whether they run, tmux alone knows.</summary>
internal sealed class LiveSessions(Surroundings surroundings)
{
    private readonly AgentCatalog catalog = new();

    public TmuxServer Tmux { get; } = new(surroundings.State, surroundings.Runner, surroundings.Environment);

    /// <summary>All that run, oldest first: no call of tmux when its server is not there, else one, and one more where a title does not tell enough.</summary>
    public async Task<IReadOnlyList<LiveSession>> ListAsync(CancellationToken ct)
    {
        var found = Marked(await Tmux.ListAsync(ct));
        var unclear = found.Where(one => !LiveLook.IsEnough(Titles(one.Mark.Cli), one.Pane.Title)).Select(one => one.Pane.Name).ToList();
        var screens = await Tmux.ScreensAsync(unclear, ct);
        return [.. found.Select(one => See(one.Pane, one.Mark, screens.GetValueOrDefault(one.Pane.Name)))];
    }

    /// <summary>The session of exactly this name; null when none runs.</summary>
    public async Task<LiveSession?> FindAsync(string name, CancellationToken ct)
    {
        var (pane, mark) = Marked(await Tmux.ListAsync(ct)).FirstOrDefault(one => one.Pane.Name == name);
        return pane is null ? null : See(pane, mark, (await Tmux.ScreensAsync([name], ct)).GetValueOrDefault(name));
    }

    /// <summary>What the titles of a CLI mean.</summary>
    public TitleSigns Titles(string cli) => catalog.Find(cli)?.Interactive(new() { Directory = "/" })?.Titles ?? TitleSigns.None;

    private LiveSession See(TmuxSession pane, LiveMark mark, string? screen) =>
        new(pane, mark, LiveLook.Of(Titles(mark.Cli), pane.Title, screen, surroundings.Time.GetUtcNow() - mark.CreatedAt));

    private static List<(TmuxSession Pane, LiveMark Mark)> Marked(IReadOnlyList<TmuxSession> panes) =>
    [
        .. panes.Where(pane => !pane.IsDead)
            .Select(pane => (Pane: pane, Mark: LiveMark.Parse(pane.Mark)!))
            .Where(one => one.Mark is not null)
            .OrderBy(one => one.Mark.CreatedAt),
    ];
}
