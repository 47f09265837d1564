namespace Orch;

/// <summary>What an agent goes on from: an ended one, whose workspace, branch and vendor session it takes over.</summary>
/// <param name="Agent">The ended agent.</param>
/// <param name="Task">The task that the work began with.</param>
/// <param name="Cli">The CLI that worked last; null when none did.</param>
/// <param name="Session">Its vendor session; null when there is none.</param>
/// <param name="Model">The model asked for in that session; null for none.</param>
/// <param name="Reason">How the ended one ended, for the agent to read; null when what it is told says everything.</param>
internal sealed record FollowUp(string Agent, string Task, string? Cli, string? Session, string? Model, string? Reason);
