using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>One commit that is to be the tip of one branch of a remote repository. All of it was recorded before an agent ran, or is Orch's own.</summary>
internal sealed record PushOrder
{
    /// <summary>The object directory of the user's repository (<c>objects</c> in the common git directory), absolute.</summary>
    public required string ObjectsDirectory { get; init; }

    /// <summary>Where to push to; may hold a secret.</summary>
    public required string Url { get; init; }

    /// <summary>The recorded entries that say how to reach it; those of other kinds are left out. Values may be secret.</summary>
    public IReadOnlyList<ConfigurationEntry> Configuration { get; init; } = [];

    /// <summary>Whether <see cref="Configuration"/> is all there is: the files of the user and of the system are then not read.</summary>
    public bool ConfigurationIsComplete { get; init; }

    /// <summary>What the user calls the remote, for settings that are about it by name; null when it has none.</summary>
    public string? RemoteName { get; init; }

    /// <summary>The commit that the work started from, for what the project says there about its large files; null when nothing of that counts.</summary>
    public string? BaseSha { get; init; }

    /// <summary>The branch, without <c>refs/heads/</c>.</summary>
    public required string Branch { get; init; }

    /// <summary>The full name of the commit.</summary>
    public required string Commit { get; init; }

    /// <summary>The commit that the remote branch is at now, as last seen; null when there must be no such branch yet.</summary>
    public string? Expected { get; init; }

    /// <summary>Commits that were pushed to the branch by earlier orders: one of them may be there as well.</summary>
    public IReadOnlySet<string> PushedBefore { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>A private directory in which a repository is made for the push, and removed after it.</summary>
    public required string ScratchDirectory { get; init; }

    /// <summary>The user's environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}
