using Orch.State;

namespace Orch;

/// <summary>What an agent is given next.</summary>
/// <param name="First">The CLI of the chain to begin with.</param>
/// <param name="Session">The vendor session to go on in; null for a fresh one.</param>
/// <param name="Prompt">Makes the prompt; the argument is the hand-off for a CLI that does not know what came before, null for none.</param>
internal sealed record TurnOrder(int First, string? Session, Func<string?, string> Prompt)
{
    /// <summary>What was said to the agent and is given with it; null for what Orch has to say.</summary>
    public Turn? Turn { get; init; }

    /// <summary>The work goes on without the session that knows it: the prompt begins with a hand-off.</summary>
    public bool NeedsHandOff { get; init; }

    /// <summary>Attempts up to this number say nothing against their CLIs any more.</summary>
    public int SpentSince { get; init; }

    /// <summary>Why the agent works (again), for people; null for nothing to say.</summary>
    public string? Reason { get; init; }
}
