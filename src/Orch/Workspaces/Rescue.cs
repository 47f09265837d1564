namespace Orch.Workspaces;

/// <summary>Saves what lies in a workspace under a ref, so that nothing that comes after can lose it.</summary>
internal static class Rescue
{
    /// <summary>Files above 50 MiB stay on disk and are listed.</summary>
    public const long Huge = 50 * 1024 * 1024;

    /// <summary>Saves everything that is not in a commit yet, untracked files included, and commits that no branch or tag holds. Ignored files are not work.</summary>
    /// <param name="workspace">The workspace; neither its files nor its index are touched.</param>
    /// <param name="agent">The agent, for the ref's name.</param>
    /// <param name="reason">Why, for the commit's message.</param>
    /// <param name="scratch">A private directory.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What was saved, and before a removal <see cref="RescueResult.IsComplete"/> has to be looked at; null when there is nothing beyond HEAD.</returns>
    /// <exception cref="OrchException">It could not be saved: whatever was about to happen must not (failed).</exception>
    public static async Task<RescueResult?> SaveAsync(Workspace workspace, string agent, string reason, string scratch, CancellationToken ct)
    {
        try
        {
            var tree = workspace.Tree;
            var changed = await tree.ChangedAsync(ct);
            var (saved, left) = await RescueCommit.SaveAsync(tree, changed, agent, reason, scratch, ct);
            var nested = await new NestedRepositories(workspace, agent, reason, scratch).SaveAsync(changed, ct);
            return saved is null && left.Count == 0 && nested.Count == 0
                ? null
                : new RescueResult(saved?.Ref, saved?.Sha, left) { NestedRepositories = nested };
        }
        catch (Exception e) when (e is OrchException or IOException or UnauthorizedAccessException)
        {
            throw OrchException.Failed($"the work in {workspace.Plan.Directory} cannot be saved, so it is left as it is: {e.Message}", e);
        }
    }
}
