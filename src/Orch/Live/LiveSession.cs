using Orch.Agents;
using Orch.Sessions;
using Orch.State;

namespace Orch.Live;

/// <summary>An interactive session that runs, as it was seen.</summary>
/// <param name="Pane">How tmux knows it.</param>
/// <param name="Mark">What it is.</param>
/// <param name="State">What it is doing.</param>
internal sealed record LiveSession(TmuxSession Pane, LiveMark Mark, LiveState State)
{
    public string Name => Pane.Name;

    /// <summary>The process that owns it; also the id of the terminal's session.</summary>
    public int Host => Pane.Pid;

    public LiveSessionRecord Record() => new(Name, Mark.Cli, Mark.Directory, SnakeCase.Of(State), Pane.IsAttached, Mark.CreatedAt);
}
