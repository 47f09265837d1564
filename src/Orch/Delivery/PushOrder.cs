using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>What is pushed where. Everything in it was recorded before the agent ran.</summary>
internal sealed record PushOrder
{
    /// <summary>The common git directory whose objects are pushed.</summary>
    public required string GitDirectory { get; init; }

    /// <summary>The address.</summary>
    public required string Url { get; init; }

    /// <summary>The repository's configuration that reaches remotes, as it was.</summary>
    public required IReadOnlyList<ConfigurationEntry> Configuration { get; init; }

    /// <summary>The branch at the remote, without <c>refs/heads/</c>.</summary>
    public required string Branch { get; init; }

    public required string Commit { get; init; }

    /// <summary>A private directory that exists.</summary>
    public required string Scratch { get; init; }
}
