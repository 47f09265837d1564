using Orch.Delivery;
using Orch.Proof;
using Orch.State;
using Orch.Workspaces;

namespace Orch;

/// <summary>The remote of one agent's work, reached as it was configured before the agent ran.</summary>
/// <param name="surroundings">The user's environment, with the user's credentials.</param>
/// <param name="folder">The agent's folder in the state directory.</param>
/// <param name="plan">Where the work goes.</param>
internal sealed class AgentRemote(Surroundings surroundings, string folder, WorkspacePlan plan)
{
    // What this agent has pushed is what it expects there when it pushes again.
    private string? expected = plan.RemoteTip;

    /// <summary>Whether there is one.</summary>
    public bool Exists => Url is not null;

    /// <summary>The repository on GitHub; null when the remote is not there.</summary>
    public GitHubAddress? GitHub => GitHubAddress.Of(plan.Repository.ConfiguredUrl, plan.Repository.FetchUrl);

    private string? Url => plan.ForkUrl ?? plan.Repository.PushUrl;

    public PullRequests PullRequests(GitHubAddress address) =>
        new(surroundings.Runner, surroundings.Environment, folder, address) { Time = surroundings.Time };

    /// <summary>The branches and tags; null when there is no remote or it cannot be reached.</summary>
    public async Task<RefSnapshot?> SnapshotAsync(CancellationToken ct) =>
        Exists ? (await RemoteLook.TakeAsync(surroundings.Runner, Order(plan.BaseSha), ct)).Refs : null;

    /// <summary>What is to be seen there after the agent ended.</summary>
    /// <param name="before">What was there before it began.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<RemoteObservation?> ObserveAsync(RefSnapshot? before, CancellationToken ct)
    {
        if (!Exists)
        {
            return null;
        }

        var (refs, trouble) = await RemoteLook.TakeAsync(surroundings.Runner, Order(plan.BaseSha), ct);
        return new(refs, await OpenedAsync(before, refs, ct), trouble);
    }

    public async Task<PushResult> PushAsync(string commit, CancellationToken ct)
    {
        var result = await new Push(surroundings.Runner).RunAsync(Order(commit), ct);
        expected = result.IsThere ? commit : expected;
        return result;
    }

    // A pull request needs its branch at the remote; one of the agent's own that came to be there asks for a look.
    private async Task<IReadOnlyList<string>> OpenedAsync(RefSnapshot? before, RefSnapshot? after, CancellationToken ct)
    {
        var name = $"refs/heads/{plan.Branch}";
        if (plan.IsExistingBranch || GitHub is not { } address || after?.Refs.ContainsKey(name) != true || before?.Refs.ContainsKey(name) == true)
        {
            return [];
        }

        var answer = await PullRequests(address).FindByHeadAsync(plan.Branch, ct);
        return answer.Found is { } found ? [found.Url] : [];
    }

    private PushOrder Order(string commit) => new()
    {
        ObjectsDirectory = Path.Combine(plan.Repository.GitDirectory, "objects"),
        Url = Url ?? throw OrchException.Failed("there is no remote"),
        Configuration = plan.Repository.RemoteConfiguration,
        ConfigurationIsComplete = true,
        Branch = plan.Branch,
        Commit = commit,
        Expected = expected,
        ScratchDirectory = Path.Combine(folder, "push"),
        Environment = surroundings.Environment,
    };
}
