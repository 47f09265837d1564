namespace Orch.Proof;

/// <summary>What else than the agent's own branch changed while it worked.</summary>
internal sealed record ScopeFacts
{
    /// <summary>All refs that changed.</summary>
    public required IReadOnlyList<WatchedRef> Refs { get; init; }

    /// <summary>Whether the shared configuration and the hooks are as before.</summary>
    public bool IsConfigurationIntact { get; init; } = true;

    /// <summary>Whether the workspace's .git file leads where it led.</summary>
    public bool IsPointerIntact { get; init; } = true;

    /// <summary>Pull requests that the agent opened.</summary>
    public IReadOnlyList<string> OpenedPullRequests { get; init; } = [];

    /// <summary>Why the remote was not looked at; null when it was, or when there is none.</summary>
    public string? RemoteTrouble { get; init; }
}
