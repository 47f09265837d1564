namespace Orch.State;

/// <summary>One journalled effect.</summary>
/// <param name="Id">Rising.</param>
/// <param name="Step">Which effect.</param>
/// <param name="Intent">What was about to be done.</param>
/// <param name="Outcome">What came of it; null when that was never recorded.</param>
internal sealed record JournalEntry(long Id, JournalStep Step, string Intent, string? Outcome);
