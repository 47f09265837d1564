using Orch.Agents;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Queueing;

/// <summary>Those that an agent waits for: how they stand, and what it starts from when they are done.</summary>
/// <param name="surroundings">The user's environment.</param>
/// <param name="state">The record.</param>
/// <param name="assignment">What the agent was told to do.</param>
internal sealed class AgentPrerequisites(Surroundings surroundings, OrchState state, Assignment assignment)
{
    private const int LongestAnswer = 20_000;

    /// <summary>Whether the agent has to look at any: not when it has started from them before.</summary>
    public bool AreAny => assignment.Spec.After.Count > 0 && assignment.StartsFrom is null;

    /// <summary>How they stand, in the order of the plan.</summary>
    public IReadOnlyList<Prerequisite> Look() => [.. assignment.Spec.After.Select(name => Prerequisite.Of(Line(name)))];

    /// <summary>
    /// From one verified commit: that. From several: a merge of them, made without a work tree. The branch that the work goes to stays that of the plan.
    /// An agent that works on an existing branch or pull request starts from its newest commit: those that it waited for only came before it.
    /// </summary>
    /// <param name="all">How they stand; broken ones are left out.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<AgentBasis> FindAsync(IReadOnlyList<Prerequisite> all, CancellationToken ct)
    {
        var plan = assignment.Plan with { TakeOverSha = null };
        if (plan.IsExistingBranch)
        {
            return new(await PlanAnewAsync(plan, ct), [.. all.Select(one => Result(one, one.HeadSha is null ? Missing(one) : $"its work is in the commit {one.HeadSha}, which is not part of your branch by itself"))], []);
        }

        var heads = all.Select(one => one.HeadSha).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (heads.Count == 0)
        {
            return new(plan, [.. all.Select(one => Result(one, Missing(one)))], []);
        }

        var git = new Git(surroundings.Runner, surroundings.Environment, GitPlace.Bare(plan.Repository.GitDirectory));
        var merged = await new CommitMerge(git, plan.Repository.IsConfigurationIntact()).MergeAsync([.. heads, plan.BaseSha], Message(all), ct);
        var results = all.Select(one => one.HeadSha is { } head && !merged.LeftOut.ContainsKey(head)
            ? new PrerequisiteResult(one.Agent.Name, OneLine.Of(one.Agent.Task), head, null, Answer(one))
            : Result(one, one.HeadSha is { } left ? $"its work (commit {left}) is not in your workspace, because it conflicts in {string.Join(", ", merged.LeftOut[left])}" : Missing(one)));
        return new(plan with { BaseSha = merged.Sha }, [.. results], [.. merged.LeftOut.Values.SelectMany(files => files).Distinct(StringComparer.Ordinal)]);
    }

    private async Task<WorkspacePlan> PlanAnewAsync(WorkspacePlan plan, CancellationToken ct)
    {
        var repository = await RepositoryReader.ReadAsync(surroundings.Runner, surroundings.Environment, plan.Repository.TopLevel, ct);
        var target = await PullRequestTargets.FindAsync(surroundings, repository, assignment.Spec with { Pr = plan.PullRequest }, ct);
        var planner = new WorkspacePlanner(new Git(surroundings.Runner, surroundings.Environment, GitPlace.Discover(plan.Repository.TopLevel)));
        var request = new WorkspaceOrder(assignment.Spec, target, repository, HasFixedName: true).Request(assignment.Spec.Name, surroundings);
        return await planner.PlanAsync(request, ct) with { Directory = plan.Directory };
    }

    private List<AgentRecord> Line(string name)
    {
        var line = new List<AgentRecord>();
        for (var next = name; next is not null; next = state.Agents.Follower(next))
        {
            line.Add(state.Agents.Get(next).Display());
        }

        return line;
    }

    private string Message(IReadOnlyList<Prerequisite> all) =>
        $"Merge the work of {string.Join(" and ", all.Where(one => one.HeadSha is not null).Select(one => one.Agent.Name))}\n\nThe agent {assignment.Spec.Name} starts from it.\n";

    private static PrerequisiteResult Result(Prerequisite one, string missing) => new(one.Agent.Name, OneLine.Of(one.Agent.Task), null, missing, Answer(one));

    private static string Missing(Prerequisite one) => one.Status == PrerequisiteStatus.Met ? "it changed nothing" : $"it has ended as {SnakeCase.Of(one.Agent.State)}, and none of its work is in your workspace";

    private static string? Answer(Prerequisite one) => one.Status == PrerequisiteStatus.Met && one.Agent.Answer is { Length: > 0 } answer
        ? answer.Length <= LongestAnswer ? answer : $"{answer[..LongestAnswer]}…"
        : null;
}
