using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>How things stood before the agent began. Take it when the workspace is prepared and before the first attempt.</summary>
/// <param name="Refs">All refs of the repository.</param>
/// <param name="RemoteRefs">Branches and tags of the remote; null without one, or when it could not be reached.</param>
/// <param name="Untracked">Untracked files of the workspace: what its preparation made or copied.</param>
internal sealed record ProofStart(RefSnapshot Refs, RefSnapshot? RemoteRefs, IReadOnlyList<string> Untracked)
{
    public static async Task<ProofStart> TakeAsync(Workspace workspace, RefSnapshot? remoteRefs, CancellationToken ct)
    {
        var status = await StatusReader.ReadAsync(workspace.Git, ct);
        return new(
            await RefSnapshot.TakeAsync(workspace.Repository, ct),
            remoteRefs,
            [.. status.Where(entry => entry.Kind is StatusKind.New or StatusKind.NestedRepository).Select(entry => entry.Path)]);
    }
}
