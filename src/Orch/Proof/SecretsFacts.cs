namespace Orch.Proof;

/// <summary>What was found in the commits that are about to be pushed.</summary>
/// <param name="Findings">What looks like a secret, each once.</param>
/// <param name="TooLarge">Files that were too large to be read.</param>
/// <param name="Commits">How many commits were read.</param>
internal sealed record SecretsFacts(IReadOnlyList<SecretFinding> Findings, IReadOnlyList<string> TooLarge, int Commits);
