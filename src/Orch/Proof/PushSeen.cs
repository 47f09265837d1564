namespace Orch.Proof;

/// <summary>What was seen of a push.</summary>
/// <param name="IsAttempted">Whether it was tried; otherwise <paramref name="Reason"/> says why not.</param>
/// <param name="RemoteSha">The remote branch's commit as seen afterwards; null when it was not seen.</param>
/// <param name="Reason">What stood in the way; null when nothing did.</param>
internal sealed record PushSeen(bool IsAttempted, string? RemoteSha, string? Reason)
{
    public static PushSeen NotTried(string reason) => new(false, null, reason);
}
