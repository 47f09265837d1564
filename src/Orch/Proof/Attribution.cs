namespace Orch.Proof;

/// <summary>Whose work a commit is.</summary>
/// <param name="Agent">The agent's name.</param>
/// <param name="TaskId">The task's id.</param>
/// <param name="Task">The task as the agent was given it.</param>
/// <param name="Cli">The agent CLI of the last attempt.</param>
/// <param name="Model">Its model; null when it is not known.</param>
internal sealed record Attribution(string Agent, string TaskId, string Task, string Cli, string? Model);
