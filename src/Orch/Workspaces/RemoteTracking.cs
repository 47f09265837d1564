namespace Orch.Workspaces;

/// <summary>Where the user's repository last saw the branches of its remote.</summary>
internal static class RemoteTracking
{
    /// <summary>
    /// Notes a commit that was pushed, as git does after a push of its own. Only where git would: with the usual mapping of branches, and not for
    /// a push to a fork, which is another repository than the remote. A note that cannot be made is made by the next fetch.
    /// </summary>
    public static async Task NoteAsync(Git repository, WorkspacePlan plan, string commit, CancellationToken ct)
    {
        if (plan.Repository.Remote is not { } remote || plan.ForkUrl is not null)
        {
            return;
        }

        var mapped = await repository.ValueAsync(["config", "--get-all", $"remote.{remote}.fetch"], ct) ?? "";
        if (mapped.Split('\n').Contains($"+refs/heads/*:refs/remotes/{remote}/*", StringComparer.Ordinal))
        {
            await repository.TryAsync(["update-ref", "-m", "update by push", $"refs/remotes/{remote}/{plan.Branch}", commit], ct: ct);
        }
    }
}
