using Orch.State;

namespace Orch.Agents;

/// <summary>Words of a vendor by which a kind of failure is known; compared without regard to case, in the CLI's own error text only.</summary>
internal sealed record FailurePattern(AttemptOutcome Kind, params IReadOnlyList<string> Words)
{
    public bool Matches(string text) => Words.Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase));
}
