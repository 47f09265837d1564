using Orch.Delivery;
using Orch.Proof;
using Orch.State;
using Orch.Workspaces;

namespace Orch;

/// <summary>The remote of one agent's work, reached as it was configured before the agent ran.</summary>
/// <param name="surroundings">The user's environment, with the user's credentials.</param>
/// <param name="folder">The agent's folder in the state directory.</param>
/// <param name="plan">Where the work goes.</param>
/// <param name="before">What Orch has delivered so far; asked anew each time.</param>
internal sealed class AgentRemote(Surroundings surroundings, string folder, WorkspacePlan plan, Func<DeliveredBefore> before)
{
    private const int MostLookedAt = 50;

    // Only a look beside the work: a GitHub that hangs does not hold it up for long.
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Whether there is one.</summary>
    public bool Exists => Url is not null;

    /// <summary>The repository on GitHub; null when the remote is not there.</summary>
    public GitHubAddress? GitHub => GitHubAddress.Of(plan.Repository.ConfiguredUrl, plan.Repository.FetchUrl);

    private string? Url => plan.ForkUrl ?? plan.Repository.PushUrl;

    public PullRequests PullRequests(GitHubAddress address) => PullRequests(address, GitHubCli.DefaultTimeout);

    /// <summary>What is there before the agent begins.</summary>
    public async Task<RemoteStart> SnapshotAsync(CancellationToken ct)
    {
        var newest = NewestAsync(1, ct);
        var (refs, _) = await RemoteLook.TakeAsync(surroundings.Runner, Order(plan.BaseSha), ct);
        return new(refs, (await newest).All is { } all ? all.Select(one => one.Number).FirstOrDefault() : null);
    }

    /// <summary>What is to be seen there after the agent ended.</summary>
    /// <param name="start">How things stood before it began.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<RemoteObservation?> ObserveAsync(ProofStart start, CancellationToken ct)
    {
        if (!Exists)
        {
            return null;
        }

        // What was there before is not known when GitHub could not be asked then; nothing can be told from what is there now.
        var newest = start.LastPullRequest is null ? Task.FromResult<(IReadOnlyList<PullRequestFacts>? All, string? Trouble)>(([], null)) : NewestAsync(MostLookedAt, ct);
        var (refs, trouble) = await RemoteLook.TakeAsync(surroundings.Runner, Order(plan.BaseSha), ct);
        var (all, silence) = await newest;
        var isOurs = before().HasPullRequest;
        var opened = (all ?? [])
            .Where(one => one.Number > start.LastPullRequest && !(isOurs && one.HeadBranch == plan.Branch && !one.IsCrossRepository))
            .Select(one => new OpenedPullRequest(one.Url, one.IsCrossRepository ? null : one.HeadBranch, one.HeadSha));
        return new(refs, [.. opened], trouble ?? (silence is null ? null : $"pull requests: {silence}"));
    }

    public Task<PushResult> PushAsync(string commit, CancellationToken ct) => new Push(surroundings.Runner).RunAsync(Order(commit), ct);

    private async Task<(IReadOnlyList<PullRequestFacts>? All, string? Trouble)> NewestAsync(int most, CancellationToken ct) =>
        GitHub is { } address ? await PullRequests(address, LookTimeout).NewestAsync(most, ct) : (null, null);

    private PullRequests PullRequests(GitHubAddress address, TimeSpan timeout) =>
        new(new(surroundings.Runner, surroundings.Environment, folder) { Timeout = timeout }, address) { Time = surroundings.Time };

    private PushOrder Order(string commit) => new()
    {
        ObjectsDirectory = Path.Combine(plan.Repository.GitDirectory, "objects"),
        Url = Url ?? throw OrchException.Failed("there is no remote"),
        RemoteName = plan.ForkUrl is null ? plan.Repository.Remote : null,
        BaseSha = plan.BaseSha,
        Configuration = plan.Repository.RemoteConfiguration,
        ConfigurationIsComplete = true,
        Branch = plan.Branch,
        Commit = commit,
        Expected = plan.RemoteTip,
        PushedBefore = before().Commits,
        ScratchDirectory = Path.Combine(folder, "push"),
        Environment = surroundings.Environment,
    };
}
