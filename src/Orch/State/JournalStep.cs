namespace Orch.State;

/// <summary>The effects that are journalled, in the order in which a run meets them.</summary>
internal enum JournalStep
{
    /// <summary>The tmux session with the supervisor is made.</summary>
    StartSession,

    /// <summary>The worktree and its branch are made.</summary>
    MakeWorkspace,

    /// <summary>Files are copied into the new workspace and the user's setup command runs in it.</summary>
    SetUp,

    /// <summary>An agent CLI runs.</summary>
    Attempt,

    /// <summary>Work is saved under a rescue ref.</summary>
    Rescue,

    /// <summary>What the agent left uncommitted is committed.</summary>
    CommitLeftovers,

    /// <summary>The validation command runs in a fresh checkout.</summary>
    Validate,

    /// <summary>The commit is pushed.</summary>
    Push,

    /// <summary>The pull request is made or found.</summary>
    PullRequest,

    /// <summary>Evidence and result are written and the end is recorded.</summary>
    Finish,
}
