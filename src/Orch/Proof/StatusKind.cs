namespace Orch.Proof;

/// <summary>How an uncommitted path differs from HEAD.</summary>
internal enum StatusKind
{
    /// <summary>HEAD has it, the files have other content.</summary>
    Changed,

    /// <summary>HEAD has it, the files do not.</summary>
    Deleted,

    /// <summary>HEAD does not have it.</summary>
    New,

    /// <summary>Added to the index and then deleted: there is nothing to commit.</summary>
    Gone,

    /// <summary>A merge left it with conflicts.</summary>
    Unmerged,

    /// <summary>A directory with a repository of its own that HEAD knows nothing of.</summary>
    NestedRepository,

    /// <summary>A submodule at another commit.</summary>
    Submodule,

    /// <summary>Ignored by the repository's rules.</summary>
    Ignored,
}
