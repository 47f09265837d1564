namespace Orch.Workspaces;

/// <summary>Where the commits of a piece of work can be found besides its own branch.</summary>
/// <param name="Kind"><c>nothing</c> (there are none), <c>merged</c>, <c>squash_merged</c>, <c>remote</c>, <c>branch</c>, <c>rescued</c> or <c>own_branch</c>.</param>
/// <param name="In">The ref, shortened; null for nothing.</param>
internal sealed record Whereabouts(string Kind, string? In)
{
    public const string Nothing = "nothing";
    public const string Merged = "merged";
    public const string SquashMerged = "squash_merged";
    public const string Remote = "remote";
    public const string Branch = "branch";
    public const string Rescued = "rescued";
    public const string OwnBranch = "own_branch";

    /// <summary>Whether the commits themselves, and not only what they change, are held by something other than the own branch.</summary>
    public bool IsKept { get; init; } = Kind is not (SquashMerged or OwnBranch);
}
