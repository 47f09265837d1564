namespace Orch.Proof;

/// <summary>What was gathered for the checks on a commit.</summary>
/// <param name="Committed">For the check on the commits.</param>
/// <param name="Scope">For the check on everything else.</param>
/// <param name="Files">The files that the agent changed.</param>
/// <param name="Own">The agent's commits.</param>
internal sealed record ProofFacts(CommittedFacts Committed, ScopeFacts Scope, IReadOnlyList<FileChange> Files, IReadOnlyList<string> Own);
