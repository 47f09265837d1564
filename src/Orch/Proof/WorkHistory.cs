namespace Orch.Proof;

/// <summary>The commits of a workspace, told apart by where they come from.</summary>
internal sealed record WorkHistory
{
    /// <summary>The commits between base and head that were not there before the agent began and did not come from somewhere else, newest first.</summary>
    public required IReadOnlyList<string> Own { get; init; }

    /// <summary>Commits of others that own ones build on, such as a newer main that was merged or rebased onto.</summary>
    public required IReadOnlyList<string> ForeignParents { get; init; }

    /// <summary>Commits that were made in this workspace, whether they still are in its head or not.</summary>
    public required IReadOnlySet<string> Made { get; init; }

    /// <summary>Whether base is part of head.</summary>
    public required bool HoldsBase { get; init; }
}
