namespace Orch.ScriptedGitHub;

/// <summary>What the scripted GitHub knows. Safe for requests and tests at once.</summary>
internal sealed class HubState(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<ScriptedRepository> repositories = [];
    private readonly List<ScriptedPullRequest> pullRequests = [];
    private readonly List<ScriptedGitHubRequest> requests = [];

    public string Viewer { get; set; } = "octocat";

    public GitHubFailure? Fail { get; set; }

    public Action? BeforeCreate { get; set; }

    public IReadOnlyList<ScriptedGitHubRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    public IReadOnlyList<ScriptedPullRequest> PullRequests
    {
        get
        {
            lock (gate)
            {
                return [.. pullRequests];
            }
        }
    }

    public void Record(ScriptedGitHubRequest request)
    {
        lock (gate)
        {
            requests.Add(request);
        }
    }

    public ScriptedRepository Add(ScriptedRepository repository)
    {
        lock (gate)
        {
            repositories.Add(repository);
            return repository;
        }
    }

    public ScriptedRepository? Find(Func<ScriptedRepository, bool> which)
    {
        lock (gate)
        {
            return repositories.FirstOrDefault(which);
        }
    }

    public ScriptedRepository? Find(string owner, string name) =>
        Find(one => one.FullName.Equals($"{owner}/{name}", StringComparison.OrdinalIgnoreCase));

    public ScriptedRepository Repository(string fullName) =>
        Find(one => one.FullName == fullName) ?? throw new ArgumentException($"no repository {fullName} was added", nameof(fullName));

    public IEnumerable<ScriptedPullRequest> PullRequestsOf(ScriptedRepository repository) =>
        PullRequests.Where(one => one.Repository == repository);

    public ScriptedPullRequest Open(ScriptedPullRequest one)
    {
        lock (gate)
        {
            one.Number = 1 + pullRequests.Count(other => other.Repository == one.Repository);
            one.CreatedAt = time.GetUtcNow();
            pullRequests.Add(one);
            _ = one.HeadSha;
            return one;
        }
    }

    /// <summary>Opens a pull request over the API, under the rules of the real one.</summary>
    /// <param name="repository">Where it goes.</param>
    /// <param name="head">The branch, or <c>owner:branch</c>.</param>
    /// <param name="baseBranch">The branch it goes to.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">Its text.</param>
    /// <exception cref="RefusedException">The real one would say no.</exception>
    public ScriptedPullRequest Create(ScriptedRepository repository, string head, string baseBranch, string title, string body)
    {
        BeforeCreate?.Invoke();
        var parts = head.Split(':', 2);
        var (owner, branch) = parts is [var who, var what] ? (who, what) : (repository.Owner, head);
        var from = owner == repository.Owner ? repository : Find(one => one.Owner == owner && one.Parent == repository);
        var there = PullRequestsOf(repository).Any(one =>
            one.State == ScriptedPullRequestState.Open && one.HeadRepository == from && one.HeadBranch == branch && one.BaseBranch == baseBranch);
        if (there || Fail is { RefusesCreation: true })
        {
            throw new RefusedException($"A pull request already exists for {owner}:{branch}.");
        }

        if (repository.ShaOf(baseBranch) is not { } baseSha)
        {
            throw new RefusedException("Base sha can't be blank, Base ref must be a branch");
        }

        if (from?.ShaOf(branch) is not { } headSha)
        {
            throw new RefusedException("Head sha can't be blank, Head ref must be a branch");
        }

        return headSha == baseSha
            ? throw new RefusedException($"No commits between {baseBranch} and {branch}")
            : Open(new(repository, from, branch, baseBranch, title, body) { Author = Viewer });
    }
}
