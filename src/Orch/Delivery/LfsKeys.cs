using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>Which settings say where git-lfs uploads to.</summary>
internal static class LfsKeys
{
    /// <summary>A setting as it is called for the remote of the push; null for one of another remote.</summary>
    /// <param name="entry">The setting.</param>
    /// <param name="remote">What the user calls the remote; null when it has no name.</param>
    public static ConfigurationEntry? Renamed(ConfigurationEntry entry, string? remote)
    {
        if (!entry.Key.StartsWith("remote.", StringComparison.Ordinal))
        {
            return entry;
        }

        return remote is not null && entry.Key[(entry.Key.LastIndexOf('.') + 1)..] is ("lfsurl" or "lfspushurl") and var key && entry.Key == $"remote.{remote}.{key}"
            ? new($"remote.{PushEnvironment.Remote}.{key}", entry.Value)
            : null;
    }

    /// <summary>Whether a commit may set it: addresses and how to log in there, no programs (git-lfs-config(5), LFSCONFIG).</summary>
    public static bool MayBeCommitted(string key) =>
        key is "lfs.url" or "lfs.pushurl"
        || key.EndsWith(".lfsurl", StringComparison.Ordinal)
        || key.EndsWith(".lfspushurl", StringComparison.Ordinal)
        || (key.StartsWith("lfs.", StringComparison.Ordinal) && key.EndsWith(".access", StringComparison.Ordinal));
}
