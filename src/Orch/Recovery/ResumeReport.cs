namespace Orch.Recovery;

/// <summary>What was done for a lost agent.</summary>
/// <param name="Name">The agent.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Detail">What was found and done, in one line.</param>
internal sealed record ResumeReport(string Name, ResumeResult Result, string Detail);
