using Orch.Delivery;
using Orch.Planning;
using Orch.Workspaces;

namespace Orch;

/// <summary>Looks up the pull request that an agent is to work on.</summary>
internal static class PullRequestTargets
{
    private const int Choices = 5;

    /// <summary>The target of a plan.</summary>
    /// <returns>Null for a plan that makes new work.</returns>
    /// <exception cref="OrchException">The pull request cannot be found, worked on or asked for.</exception>
    public static async Task<PullRequestTarget?> FindAsync(Surroundings surroundings, RepositoryFacts repository, AgentSpec spec, CancellationToken ct)
    {
        if (spec.Mode != AgentMode.Update)
        {
            return null;
        }

        var what = spec.Pr is { } wanted ? $"--pr {wanted}" : "a task about \"the PR\"";
        var address = GitHubAddress.Of(repository.ConfiguredUrl, repository.FetchUrl)
            ?? throw OrchException.Usage($"{what} needs a remote on GitHub, and {repository.TopLevel} has none: use --branch to work on an existing branch");
        var pullRequests = new PullRequests(new(surroundings.Runner, surroundings.Environment, surroundings.State.Path), address);
        var facts = await LookUpAsync(pullRequests, repository, spec, address, ct);
        if (!facts.IsOpen)
        {
            throw OrchException.Usage($"pull request {facts.Number} of {address.FullName} is {facts.State.ToLowerInvariant()}: name an open one");
        }

        if (spec.Branch is { } branch && branch != facts.HeadBranch)
        {
            throw OrchException.Usage($"pull request {facts.Number} is of the branch {facts.HeadBranch}, not of {branch}: leave --branch or --pr away");
        }

        if (facts.IsCrossRepository && !facts.MaintainerCanModify)
        {
            throw OrchException.Conflict($"pull request {facts.Number} comes from a fork whose owner lets nobody push to it: ask the owner to allow edits by maintainers");
        }

        var fork = facts.IsCrossRepository ? ForkUrl(repository, facts) : null;
        return new(facts.Number, facts.HeadBranch, facts.BaseBranch, fork);
    }

    /// <summary>What there is to read at the pull request of a target.</summary>
    /// <returns>Null without a target.</returns>
    public static async Task<PullRequestBrief?> BriefAsync(Surroundings surroundings, RepositoryFacts repository, PullRequestTarget? target, CancellationToken ct)
    {
        if (target is null || GitHubAddress.Of(repository.ConfiguredUrl, repository.FetchUrl) is not { } address)
        {
            return null;
        }

        var gh = new GitHubCli(surroundings.Runner, surroundings.Environment, surroundings.State.Path);
        return await new PullRequestBriefs(gh, address).FetchAsync(target.Number, ct);
    }

    private static async Task<PullRequestFacts> LookUpAsync(
        PullRequests pullRequests, RepositoryFacts repository, AgentSpec spec, GitHubAddress address, CancellationToken ct)
    {
        if (spec.Pr is { } number)
        {
            var answer = await pullRequests.ViewAsync(number, ct);
            return Answered(answer) ?? throw OrchException.NotFound($"there is no pull request {number} in {address.FullName}: 'gh pr list' shows those that are open");
        }

        if (repository.CurrentBranch is { } branch && Answered(await pullRequests.FindByHeadAsync(branch, ct)) is { } found)
        {
            return found;
        }

        throw OrchException.NotFound($"the current branch {repository.CurrentBranch ?? "(none)"} has no open pull request: name one with --pr N{await ChoicesAsync(pullRequests, ct)}");
    }

    private static async Task<string> ChoicesAsync(PullRequests pullRequests, CancellationToken ct)
    {
        var open = await pullRequests.OpenAsync(Choices + 1, ct);
        return open switch
        {
            null => "",
            [] => "; none is open",
            _ => $"; open are {string.Join(", ", open.Take(Choices).Select(one => $"#{one.Number} of {one.HeadBranch}"))}{(open.Count > Choices ? " and others" : "")}",
        };
    }

    private static PullRequestFacts? Answered(PullRequestAnswer answer) =>
        answer.Trouble is { } trouble ? throw OrchException.Environment($"the pull request cannot be looked up: {trouble}") : answer.Found;

    // In the form of the repository's own address, so that the same credentials serve.
    private static string ForkUrl(RepositoryFacts repository, PullRequestFacts facts)
    {
        var name = $"{facts.HeadOwner}/{facts.HeadRepository}.git";
        return repository.ConfiguredUrl is { } url && url.Contains("@github.com:", StringComparison.Ordinal)
            ? $"git@github.com:{name}"
            : $"https://github.com/{name}";
    }
}
