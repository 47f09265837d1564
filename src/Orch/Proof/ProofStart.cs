using System.Text.Json;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>How things stood when the workspace was prepared and before the first attempt; what the agent did is told by the difference.</summary>
/// <param name="Refs">All refs of the repository.</param>
/// <param name="RemoteRefs">Branches and tags of the remote; null without one, or when it could not be reached.</param>
/// <param name="Untracked">Untracked files of the workspace: what its preparation made or copied.</param>
/// <param name="ConfigurationHash">SHA-256 over the shared configuration and the hooks.</param>
internal sealed record ProofStart(RefSnapshot Refs, RefSnapshot? RemoteRefs, IReadOnlyList<string> Untracked, string ConfigurationHash)
{
    /// <summary>The number of the newest pull request, 0 when there was none; null when that is not known.</summary>
    public int? LastPullRequest { get; init; }

    /// <summary>Looks, and keeps it in the agent's folder; what is kept there already counts, because the agent may have been at work since.</summary>
    /// <param name="workspace">The prepared workspace.</param>
    /// <param name="readRemote">Looks at the remote; null without one.</param>
    /// <param name="folder">The agent's folder.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<ProofStart> LoadOrTakeAsync(Workspace workspace, Func<CancellationToken, Task<RemoteStart>>? readRemote, string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, "proof-start.json");
        if (File.Exists(path))
        {
            return JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path, ct), ProofStartJson.Default.ProofStart)
                ?? throw OrchException.Failed($"{path} is damaged; what changed since the agent began cannot be told any more");
        }

        var remote = readRemote is null ? null : await readRemote(ct);
        var taken = await TakeAsync(workspace, remote?.Refs, ct) with { LastPullRequest = remote?.LastPullRequest };
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(taken, ProofStartJson.Default.ProofStart));
        return taken;
    }

    /// <summary>Looks.</summary>
    public static async Task<ProofStart> TakeAsync(Workspace workspace, RefSnapshot? remoteRefs, CancellationToken ct)
    {
        var status = await StatusReader.ReadAsync(workspace, ct);
        return new(
            await RefSnapshot.TakeAsync(workspace.Repository, ct),
            remoteRefs,
            [.. status.Where(entry => entry.Kind is StatusKind.New or StatusKind.NestedRepository).Select(entry => entry.Path)],
            SharedConfiguration.Hash(workspace.Plan.Repository.GitDirectory));
    }

    /// <summary>Whether the shared configuration and the hooks still are as they were.</summary>
    public bool IsConfigurationIntact(RepositoryFacts repository) => SharedConfiguration.Hash(repository.GitDirectory) == ConfigurationHash;
}
