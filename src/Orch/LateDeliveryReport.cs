using Orch.State;

namespace Orch;

/// <summary>What a delivery after the end came to.</summary>
/// <param name="Agent">The record as it now stands.</param>
/// <param name="Nothing">Why there was nothing to deliver; null when it was tried.</param>
/// <param name="Checks">The two checks of the delivery as they now stand; empty when there was nothing to deliver.</param>
internal sealed record LateDeliveryReport(AgentRecord Agent, string? Nothing, IReadOnlyList<CheckRecord> Checks)
{
    /// <summary>The remote or GitHub does not take it, or it is not where it belongs.</summary>
    public bool IsRefused => Checks.Any(check => check.Status == CheckStatus.Failed);

    /// <summary>Something that it takes is missing, such as a login; later it may do.</summary>
    public bool IsOpen => Nothing is null && LateDeliveryRules.IsOpen(Agent);
}
