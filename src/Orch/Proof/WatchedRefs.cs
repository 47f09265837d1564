using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Compares two snapshots of refs.</summary>
internal static class WatchedRefs
{
    private const string Heads = "refs/heads/";
    private const string Remotes = "refs/remotes/";

    // Orch's own refs, and those of one worktree alone, are nobody's branch or tag.
    private static readonly string[] Watched = [Heads, "refs/tags/", Remotes, "refs/stash"];

    /// <param name="place">Where the snapshots were taken.</param>
    /// <param name="before">Before the agent began.</param>
    /// <param name="after">After it ended.</param>
    /// <param name="branch">The agent's own branch.</param>
    /// <param name="isMadeHere">Whether an object id is, or is a tag on, a commit that was made in this workspace.</param>
    public static IReadOnlyList<WatchedRef> Compare(string place, RefSnapshot before, RefSnapshot after, string branch, Func<string, bool> isMadeHere) =>
        [.. Changed(before, after)
            .Select(name => (Name: name, Before: before.Refs.GetValueOrDefault(name), After: after.Refs.GetValueOrDefault(name)))
            .Select(one => new WatchedRef(place, one.Name, one.Before, one.After, IsOwn(one.Name, branch), one.After is not null && isMadeHere(one.After)))];

    /// <summary>The names of the branches, tags and remote-tracking branches that differ.</summary>
    public static IEnumerable<string> Changed(RefSnapshot before, RefSnapshot after) => before.Refs.Keys.Union(after.Refs.Keys, StringComparer.Ordinal)
        .Where(name => Watched.Any(start => name.StartsWith(start, StringComparison.Ordinal)))
        .Where(name => before.Refs.GetValueOrDefault(name) != after.Refs.GetValueOrDefault(name))
        .Order(StringComparer.Ordinal);

    /// <summary>Whether a ref is the agent's own branch, here, at the remote, or as last seen there.</summary>
    public static bool IsOwn(string name, string branch) =>
        name == Heads + branch || (name.StartsWith(Remotes, StringComparison.Ordinal) && name.EndsWith($"/{branch}", StringComparison.Ordinal) && name.IndexOf('/', Remotes.Length) == name.Length - branch.Length - 1);

    /// <summary>Whether a ref says where a remote's branch was last seen.</summary>
    public static bool IsRemoteTracking(string name) => name.StartsWith(Remotes, StringComparison.Ordinal);
}
