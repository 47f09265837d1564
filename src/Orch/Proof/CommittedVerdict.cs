using Orch.State;

namespace Orch.Proof;

/// <summary>The verdict on the commits.</summary>
/// <param name="Outcome">What it means for the agent's end.</param>
/// <param name="Check">How it is listed.</param>
internal sealed record CommittedVerdict(CommittedOutcome Outcome, CheckRecord Check);
