namespace Orch.Proof;

/// <summary>A ref that changed, came or went while the agent worked.</summary>
/// <param name="Place">repository or remote.</param>
/// <param name="Ref">Its full name.</param>
/// <param name="Before">The object id before; null when it was not there.</param>
/// <param name="After">The object id after; null when it is gone.</param>
/// <param name="IsOwn">It is the agent's own branch.</param>
/// <param name="IsMadeHere">It points at a commit that was made in this workspace.</param>
internal sealed record WatchedRef(string Place, string Ref, string? Before, string? After, bool IsOwn, bool IsMadeHere)
{
    public const string Repository = "repository";
    public const string Remote = "remote";
}
