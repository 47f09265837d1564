using Orch.State;

namespace Orch.Proof;

/// <summary>Judges whether the agent kept to its own branch. What others did to their refs meanwhile does not count.</summary>
internal static class ScopeCheck
{
    private const string Stash = "refs/stash";

    public static CheckRecord Judge(ScopeFacts facts)
    {
        var broken = new List<string>();
        var moved = facts.Refs.Where(change => change is { IsMadeHere: true, IsOwn: false } && change.Ref != Stash).ToList();
        if (moved.Count > 0)
        {
            broken.Add($"points at a commit of this workspace: {Names.Few([.. moved.Select(Describe)])}");
        }

        if (facts.OpenedPullRequests.Count > 0)
        {
            broken.Add($"a pull request was opened: {Names.Few(facts.OpenedPullRequests)}");
        }

        if (!facts.IsConfigurationIntact)
        {
            broken.Add("the repository's shared configuration or hooks were changed");
        }

        if (!facts.IsPointerIntact)
        {
            broken.Add("the workspace's .git file was changed");
        }

        return broken.Count > 0
            ? new(CheckNames.Scope, CheckStatus.Failed, string.Join("; ", broken))
            : new(CheckNames.Scope, CheckStatus.Passed, $"no other branch or tag points at a commit of this workspace{Notes(facts)}");
    }

    private static string Notes(ScopeFacts facts)
    {
        var gone = facts.Refs.Where(change => change.After is null && change.Place == WatchedRef.Repository).Select(change => change.Ref).ToList();
        return (facts.RemoteTrouble is { } trouble ? $"; the remote was not looked at: {trouble}" : "")
            + (gone.Count > 0 ? $"; gone meanwhile: {Names.Few(gone)}" : "")
            + (facts.Refs.Any(change => change is { Ref: Stash, After: not null }) ? "; the stash changed meanwhile, see git stash list" : "");
    }

    private static string Describe(WatchedRef change) => change.Place == WatchedRef.Remote ? $"{change.Ref} at the remote" : change.Ref;
}
