namespace Orch.Delivery;

/// <summary>How a push ended.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="Detail">In one line.</param>
/// <param name="RemoteTip">The commit of the remote branch as last seen; null when there is no such branch or it was not seen.</param>
internal sealed record PushResult(PushOutcome Outcome, string Detail, string? RemoteTip = null)
{
    /// <summary>Whether the remote branch was seen to be at the commit.</summary>
    public bool IsThere => Outcome is PushOutcome.Pushed or PushOutcome.AlreadyThere;
}
