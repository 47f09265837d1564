namespace Orch.Agents;

/// <summary>Where the program of an agent CLI is.</summary>
/// <param name="Path">Absolute path; null when it is not there or would not start.</param>
/// <param name="Problem">One line: what is wrong and the command that mends it; null when it can be started.</param>
internal sealed record AgentBinary(string? Path, string? Problem);
