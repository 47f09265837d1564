namespace Orch.Proof;

/// <summary>How an uncommitted path differs from HEAD.</summary>
internal enum StatusKind
{
    /// <summary>HEAD has it, the files have other content; of a submodule, another commit.</summary>
    Changed,

    /// <summary>HEAD has it, the files do not.</summary>
    Deleted,

    /// <summary>HEAD does not have it.</summary>
    New,

    /// <summary>A merge left it with conflicts.</summary>
    Unmerged,

    /// <summary>A directory with a repository of its own that HEAD knows nothing of.</summary>
    NestedRepository,

    /// <summary>Ignored by the repository's rules.</summary>
    Ignored,
}
