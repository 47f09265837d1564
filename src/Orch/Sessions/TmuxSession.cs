namespace Orch.Sessions;

/// <summary>A session of Orch's tmux server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made, in whole seconds.</param>
/// <param name="IsAttached">Whether a terminal shows it.</param>
/// <param name="Pid">The process of its first pane.</param>
/// <param name="IsDead">That process has ended, and the pane was kept for its last words.</param>
/// <param name="Title">The title that the program in it set; agent CLIs show there what they are doing.</param>
internal sealed record TmuxSession(string Name, DateTimeOffset CreatedAt, bool IsAttached, int Pid, bool IsDead, string Title)
{
    /// <summary>What Orch keeps of a live session; empty for others.</summary>
    public string Mark { get; init; } = "";
}
