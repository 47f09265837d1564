using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Where a workspace stands.</summary>
/// <param name="Sha">The commit of its HEAD.</param>
/// <param name="Branch">The branch that is checked out, without refs/heads/; null when HEAD is detached.</param>
/// <param name="PlannedTip">The commit of the planned branch; null when it is not there.</param>
/// <param name="Operation">What was begun and not finished, such as a merge; null when there is nothing.</param>
internal sealed record WorkspaceHead(string Sha, string? Branch, string? PlannedTip, string? Operation)
{
    private const string Heads = "refs/heads/";

    /// <summary>Looks.</summary>
    public static async Task<WorkspaceHead> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        var status = await WorkspaceStatus.ReadAsync(workspace, ct);
        var tip = await workspace.Repository.ValueAsync(["rev-parse", "--verify", "--quiet", $"{Heads}{workspace.Plan.Branch}^{{commit}}"], ct);
        var branch = status.Branch is { } name && name.StartsWith(Heads, StringComparison.Ordinal) ? name[Heads.Length..] : status.Branch;
        return new(status.Head, branch, tip, status.Unfinished);
    }

    /// <summary>Whether HEAD is where the work belongs: on the agent's own branch, or detached (or on that very branch) for an existing one.</summary>
    public bool IsInPlace(string planned, bool isExisting) => Branch == planned || (isExisting && Branch is null);

    /// <summary>The commit that a delivery is about: HEAD, or the agent's own branch when only something else is checked out.</summary>
    public string Deliverable(string planned, bool isExisting) => IsInPlace(planned, isExisting) || isExisting ? Sha : PlannedTip ?? Sha;
}
