namespace Orch.Coordination;

/// <summary>What an import did.</summary>
/// <param name="Taken">How many were recorded.</param>
/// <param name="Known">How many were there already.</param>
/// <param name="Problems">What is wrong with the others, one line each.</param>
internal sealed record ImportReport(int Taken, int Known, IReadOnlyList<string> Problems);
