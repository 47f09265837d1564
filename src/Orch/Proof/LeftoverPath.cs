namespace Orch.Proof;

/// <summary>What is known of an uncommitted path before it is decided on.</summary>
/// <param name="Path">Relative to the top of the workspace.</param>
/// <param name="Kind">How it differs from HEAD.</param>
/// <param name="Bytes">Its size on disk; 0 when it is gone or no file.</param>
internal sealed record LeftoverPath(string Path, StatusKind Kind, long Bytes)
{
    /// <summary>The rule by which its content looks like a secret; null when it does not.</summary>
    public string? SecretRule { get; init; }

    /// <summary>Its content goes through a git filter that Orch does not run.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>It was there, untracked, before the agent began: what the preparation of the workspace made or copied.</summary>
    public bool WasThere { get; init; }
}
