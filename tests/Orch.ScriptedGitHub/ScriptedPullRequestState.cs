namespace Orch.ScriptedGitHub;

/// <summary>Where a pull request stands.</summary>
public enum ScriptedPullRequestState
{
    /// <summary>It can be merged.</summary>
    Open,

    /// <summary>It was closed without a merge.</summary>
    Closed,

    /// <summary>It was merged.</summary>
    Merged,
}
