namespace Orch.ScriptedGitHub;

/// <summary>A check run of a workflow.</summary>
/// <param name="Id">Its number, which is that of the job as well.</param>
/// <param name="Name">Its name.</param>
/// <param name="Conclusion">SUCCESS, FAILURE, CANCELLED, …; null while it runs.</param>
/// <param name="Log">What the job printed.</param>
public sealed record ScriptedCheck(long Id, string Name, string? Conclusion, string Log = "");
