using Orch.Planning;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Queueing;

/// <summary>Which agents the names in a plan's <c>after</c> mean: those of the plan, by the names that they got, else agents that were started before.</summary>
internal sealed class PrerequisiteNames
{
    private readonly List<string> planned;

    /// <summary>Looks at a plan before anything of it is made.</summary>
    /// <param name="state">The record.</param>
    /// <param name="repository">The repository that the plan is for.</param>
    /// <param name="specs">The plan.</param>
    /// <exception cref="OrchException">A name means no agent (not found), or one that works on another repository (usage).</exception>
    public PrerequisiteNames(OrchState state, RepositoryFacts repository, IReadOnlyList<AgentSpec> specs)
    {
        planned = [.. specs.Select(spec => spec.Name)];
        foreach (var (spec, name) in specs.SelectMany(spec => spec.After.Select(name => (spec, name))).Where(one => !planned.Contains(one.name, StringComparer.Ordinal)))
        {
            var agent = state.Agents.Find(name)
                ?? throw OrchException.NotFound($"{spec.Name} waits for {name}, which is neither in the plan nor an agent: 'orch list --all' shows them");
            if (Assignment.Parse(agent.Assignment).Plan.Repository.GitDirectory != repository.GitDirectory)
            {
                throw OrchException.Usage($"{spec.Name} waits for {name}, which works on another repository: it could not start from its work");
            }
        }
    }

    /// <summary>The agents that one of the plan waits for.</summary>
    /// <param name="spec">The one.</param>
    /// <param name="started">The names that the plan's agents got, in its order.</param>
    public IReadOnlyList<string> Started(AgentSpec spec, IReadOnlyList<string> started) =>
        [.. spec.After.Select(name => planned.IndexOf(name) is var at and >= 0 ? started[at] : name).Distinct(StringComparer.Ordinal)];
}
