namespace Orch.Proof;

/// <summary>Where a workspace stands.</summary>
/// <param name="Sha">The commit of its HEAD.</param>
/// <param name="Branch">The branch that is checked out, without refs/heads/; null when HEAD is detached.</param>
/// <param name="PlannedTip">The commit of the planned branch; null when it is not there.</param>
/// <param name="Operation">What was begun and not finished, such as a merge; null when there is nothing.</param>
internal sealed record WorkspaceHead(string Sha, string? Branch, string? PlannedTip, string? Operation)
{
    /// <summary>Whether HEAD is where the work belongs: on the agent's own branch, or detached (or on that very branch) for an existing one.</summary>
    public bool IsInPlace(string planned, bool isExisting) => Branch == planned || (isExisting && Branch is null);

    /// <summary>The commit that a delivery is about: HEAD, or the agent's own branch when only something else is checked out.</summary>
    public string Deliverable(string planned, bool isExisting) => IsInPlace(planned, isExisting) || isExisting ? Sha : PlannedTip ?? Sha;
}
