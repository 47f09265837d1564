using Orch.Planning;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch;

/// <summary>What agents would be told, without starting them. Looks at the repository, its remote and its pull requests as a start does, and creates nothing.</summary>
/// <param name="surroundings">What Orch was called in.</param>
internal sealed class PromptPreview(Surroundings surroundings)
{
    /// <summary>The prompts of a plan's agents.</summary>
    /// <exception cref="OrchException">Something is missing or wrong, as at a start.</exception>
    public async Task<IReadOnlyList<(string Name, string Prompt)>> ComposeAsync(IReadOnlyList<AgentSpec> specs, RunSettings settings, CancellationToken ct)
    {
        var context = settings.ContextFile is { } file ? ContextFile.Read(file) : null;
        var repository = await RepositoryReader.ReadAsync(surroundings.Runner, surroundings.Environment, surroundings.Directory, ct);
        var planner = new WorkspacePlanner(new Git(surroundings.Runner, surroundings.Environment, GitPlace.Discover(surroundings.Directory)));
        var prompts = new List<(string, string)>();
        foreach (var spec in specs)
        {
            var target = await PullRequestTargets.FindAsync(surroundings, repository, spec, ct);
            var order = new WorkspaceOrder(spec, target, repository, HasFixedName: false);
            var name = await FreeNameAsync(planner, order, ct);
            var assignment = new Assignment
            {
                Spec = spec with { Name = name },
                Settings = settings,
                Plan = await planner.PlanAsync(order.Request(name, surroundings), ct),
                Context = context,
                Brief = await PullRequestTargets.BriefAsync(surroundings, repository, target, ct),
            };
            prompts.Add((name, new AgentPrompts(assignment).Task(null)));
        }

        return prompts;
    }

    private async Task<string> FreeNameAsync(WorkspacePlanner planner, WorkspaceOrder order, CancellationToken ct)
    {
        for (var n = 1; ; n++)
        {
            var name = NameMaker.Numbered(order.Spec.Name, n);
            if (n == 100 || await planner.IsNameFreeAsync(order.Request(name, surroundings), ct))
            {
                return name;
            }
        }
    }
}
