using Orch.State;
using Orch.Workspaces;

namespace Orch.Cleaning;

/// <summary>Removes the workspaces of ended agents, one after the other. Records, logs and evidence stay.</summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="state">The record.</param>
internal sealed class CleanRun(Surroundings surroundings, OrchState state)
{
    private readonly List<string> warnings = [];
    private readonly Dictionary<string, RemoteRefs?> remotes = new(StringComparer.Ordinal);

    public async Task<CleanReport> RunAsync(CleanOrder order, CancellationToken ct)
    {
        var all = state.Agents.Snapshot().Agents.Select(agent => (Shown: agent.Display(), Plan: AgentCleaner.PlanOf(agent))).ToList();
        var cleaner = new AgentCleaner(surroundings, state);
        var results = new List<CleanedAgent>();
        for (var n = 0; n < all.Count; n++)
        {
            var (shown, plan) = all[n];
            if (!IsMeant(shown, order))
            {
                continue;
            }

            var later = all.Skip(n + 1).Select(one => (one.Shown, one.Plan?.Directory)).ToList();
            if (plan is null || CleanRules.Obstacle(shown, plan.Directory, later) is not null)
            {
                // Without names only what can go is of interest, and what keeps an ended agent's workspace.
                if (order.Names.Count > 0)
                {
                    results.Add(new(shown.Name, CleanAction.Kept) { Reason = plan is null ? "its record cannot be read" : CleanRules.Obstacle(shown, plan.Directory, later), Workspace = plan?.Directory });
                }

                continue;
            }

            var result = await cleaner.CleanAsync(shown, plan, await IsGoneAtRemoteAsync(plan, all.Select(one => one.Plan), ct), order.DryRun, ct);
            if (result.Action != CleanAction.Gone || result.BranchDeleted || order.Names.Count > 0)
            {
                results.Add(result);
            }
        }

        return new(order.DryRun, results, warnings);
    }

    private bool IsMeant(AgentRecord agent, CleanOrder order) =>
        (order.Names.Count == 0 || order.Names.Contains(agent.Name, StringComparer.Ordinal))
        && (order.OlderThan is not { } age || (agent.EndedAt is { } ended && surroundings.Time.GetUtcNow() - ended >= age));

    // Asked once for each repository; whether the branches that are to go are still there, and what has been merged since.
    private async Task<bool> IsGoneAtRemoteAsync(WorkspacePlan plan, IEnumerable<WorkspacePlan?> plans, CancellationToken ct)
    {
        var gitDirectory = plan.Repository.GitDirectory;
        if (!remotes.TryGetValue(gitDirectory, out var refs))
        {
            refs = remotes[gitDirectory] = await AskAsync(plan, [.. plans.OfType<WorkspacePlan>().Where(one => one.Repository.GitDirectory == gitDirectory)], ct);
        }

        return refs is not null && refs.Branch(plan.Branch) is null;
    }

    // By the user's configuration as it was before the agents ran; a changed one may have been changed by them and would run what it names.
    private async Task<RemoteRefs?> AskAsync(WorkspacePlan plan, IReadOnlyList<WorkspacePlan> plans, CancellationToken ct)
    {
        var facts = plan.Repository;
        if (facts.Remote is not { } remote || !Directory.Exists(facts.GitDirectory) || !Directory.Exists(facts.MainCheckout))
        {
            return null;
        }

        if (!facts.IsConfigurationIntact())
        {
            warnings.Add($"the configuration of {facts.MainCheckout} has changed since its agents ran, so {remote} is not asked: what was last fetched counts");
            return null;
        }

        var git = new Git(surroundings.Runner, surroundings.Environment, GitPlace.Discover(facts.MainCheckout));
        string[] names = [.. plans.SelectMany(one => new[] { one.Branch, one.BaseBranch }).OfType<string>().Distinct(StringComparer.Ordinal).Select(name => $"refs/heads/{name}")];
        var (refs, complaint) = await RemoteRefs.AskAsync(git, remote, names, ct);
        if (refs is null)
        {
            warnings.Add($"{remote} cannot be reached ({complaint}): what was last fetched counts");
            return null;
        }

        foreach (var target in plans.Select(one => one.BaseBranch).OfType<string>().Distinct(StringComparer.Ordinal).Where(name => refs.Branch(name) is not null))
        {
            await TrackAsync(new(git, remote), target, refs, ct);
        }

        return refs;
    }

    private async Task TrackAsync(CommitFinder commits, string branch, RemoteRefs refs, CancellationToken ct)
    {
        try
        {
            await commits.TrackAsync(branch, refs.Branch(branch), warnings, ct);
        }
        catch (OrchException e)
        {
            warnings.Add(e.Message);
        }
    }
}
