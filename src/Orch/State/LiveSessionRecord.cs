namespace Orch.State;

/// <summary>An interactive session of an agent CLI that runs in tmux.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cli">The agent CLI.</param>
/// <param name="Dir">Its working directory.</param>
/// <param name="State">starting, idle, busy, waiting or unknown.</param>
/// <param name="Attached">Whether a terminal shows it.</param>
/// <param name="CreatedAt">When it was started.</param>
public sealed record LiveSessionRecord(string Name, string Cli, string Dir, string State, bool Attached, DateTimeOffset CreatedAt);
