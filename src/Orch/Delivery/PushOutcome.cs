namespace Orch.Delivery;

/// <summary>What became of a push.</summary>
/// <param name="Kind">In one word.</param>
/// <param name="Detail">In one line, for the check.</param>
internal sealed record PushOutcome(PushKind Kind, string Detail)
{
    /// <summary>The remote branch was seen to be the commit.</summary>
    public bool IsDelivered => Kind == PushKind.Pushed;
}
