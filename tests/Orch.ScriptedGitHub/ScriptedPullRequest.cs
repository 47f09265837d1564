namespace Orch.ScriptedGitHub;

/// <summary>A pull request; a test may change it at any time.</summary>
public sealed class ScriptedPullRequest
{
    private string lastSha = "";
    private int late;

    internal ScriptedPullRequest(ScriptedRepository repository, ScriptedRepository headRepository, string headBranch, string baseBranch, string title, string body)
    {
        Repository = repository;
        HeadRepository = headRepository;
        HeadBranch = headBranch;
        BaseBranch = baseBranch;
        Title = title;
        Body = body;
    }

    /// <summary>The repository that it goes to.</summary>
    public ScriptedRepository Repository { get; }

    /// <summary>The repository that has its branch; null after that one was deleted.</summary>
    public ScriptedRepository? HeadRepository { get; set; }

    /// <summary>Its number, counted for each repository.</summary>
    public int Number { get; internal set; }

    /// <summary>The branch with its commits.</summary>
    public string HeadBranch { get; }

    /// <summary>The branch that it goes to.</summary>
    public string BaseBranch { get; set; }

    /// <summary>Its title.</summary>
    public string Title { get; set; }

    /// <summary>Its text.</summary>
    public string Body { get; set; }

    /// <summary>Where it stands.</summary>
    public ScriptedPullRequestState State { get; set; }

    /// <summary>Not yet meant to be reviewed.</summary>
    public bool IsDraft { get; set; }

    /// <summary>Whether those who may write to <see cref="Repository"/> may push to its branch in a fork.</summary>
    public bool MaintainerCanModify { get; set; }

    /// <summary>The login of who opened it.</summary>
    public string Author { get; set; } = "octocat";

    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>The conversation.</summary>
    public IList<ScriptedComment> Comments { get; } = [];

    /// <summary>Reviews, oldest first.</summary>
    public IList<ScriptedReview> Reviews { get; } = [];

    /// <summary>Threads of review comments on the code.</summary>
    public IList<ScriptedReviewThread> Threads { get; } = [];

    /// <summary>The checks that ran on its newest commit.</summary>
    public IList<ScriptedCheck> Checks { get; } = [];

    /// <summary>Its page.</summary>
    public string Url => $"{Repository.Url}/pull/{Number}";

    /// <summary>Whether its branch is in another repository.</summary>
    public bool IsCrossRepository => HeadRepository != Repository;

    /// <summary>The newest commit: follows pushes while it is open.</summary>
    public string HeadSha
    {
        get
        {
            if (late > 0)
            {
                late--;
            }
            else if ((lastSha.Length == 0 || State == ScriptedPullRequestState.Open) && HeadRepository?.ShaOf(HeadBranch) is { } sha)
            {
                lastSha = sha;
            }

            return lastSha;
        }
    }

    /// <summary>Pushes from now on are noticed only after <see cref="HeadSha"/> was asked for so often, for GitHub takes a moment.</summary>
    /// <param name="times">How often the old commit is shown.</param>
    public void ShowsLate(int times) => late = times;

    internal string Id => $"PR_{Repository.Owner}_{Repository.Name}_{Number}";
}
