namespace Orch.Supervision;

/// <summary>One attempt of a series.</summary>
/// <param name="N">Its number.</param>
/// <param name="Result">How it ended.</param>
/// <param name="HasWorked">The model said or did something in it.</param>
internal sealed record SeriesAttempt(int N, AttemptResult Result, bool HasWorked);
