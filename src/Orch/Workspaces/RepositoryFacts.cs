using System.Text.Json.Serialization;

namespace Orch.Workspaces;

/// <summary>What was seen of the user's repository before any agent ran in it; everything later relies on this and not on what git says then. What may hold a password is not recorded but read again by the supervisor before the first attempt.</summary>
internal sealed record RepositoryFacts
{
    /// <summary>The top of the user's checkout, absolute, links resolved.</summary>
    public required string TopLevel { get; init; }

    /// <summary>The directory that the repository is known by: the main checkout, also when the user called from a linked worktree; absolute, links resolved.</summary>
    public string MainCheckout { get => field ?? TopLevel; init; }

    /// <summary>The common git directory, absolute, links resolved.</summary>
    public required string GitDirectory { get; init; }

    /// <summary>The branch that is checked out there; null with a detached HEAD.</summary>
    public string? CurrentBranch { get; init; }

    /// <summary>The remote that is worked with: the current branch's, else origin, else the only one; null without one.</summary>
    public string? Remote { get; init; }

    /// <summary>The remote's address as configured, before git's own rewriting (insteadOf); null without one.</summary>
    [JsonIgnore]
    public string? ConfiguredUrl { get; init; }

    /// <summary>The address that git pushes to, rewritten (insteadOf, pushInsteadOf, pushurl); null without a remote.</summary>
    [JsonIgnore]
    public string? PushUrl { get; init; }

    /// <summary>The address that git fetches from, rewritten; null without a remote.</summary>
    [JsonIgnore]
    public string? FetchUrl { get; init; }

    /// <summary>The entries of git's configuration, the user's and the system's among them, that reach a remote (credential, http, ssh, url, remote, lfs, core.sshCommand), in order. Values may be secret.</summary>
    [JsonIgnore]
    public IReadOnlyList<ConfigurationEntry> RemoteConfiguration { get; init; } = [];

    /// <summary>SHA-256 over the shared configuration and the hooks' contents, to notice a change.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>Whether the shared configuration and the hooks are still as they were seen.</summary>
    public bool IsConfigurationIntact() => SharedConfiguration.Hash(GitDirectory) == ConfigurationHash;
}
