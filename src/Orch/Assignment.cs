using System.Text.Json;
using Orch.Agents;
using Orch.Delivery;
using Orch.Planning;
using Orch.Queueing;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch;

/// <summary>Everything a supervisor needs to know to carry an agent out; recorded with the agent before its supervisor starts.</summary>
internal sealed record Assignment
{
    public required AgentSpec Spec { get; init; }

    public required RunSettings Settings { get; init; }

    public required WorkspacePlan Plan { get; init; }

    /// <summary>The context file's name and text, given to the agent as data; null without one.</summary>
    public ContextFile? Context { get; init; }

    /// <summary>What there is to read at the pull request that is worked on; null without one.</summary>
    public PullRequestBrief? Brief { get; init; }

    /// <summary>What it goes on from; null for new work.</summary>
    public FollowUp? Follow { get; init; }

    /// <summary>What it got from those that it waited for in the queue; null before it has started.</summary>
    public IReadOnlyList<PrerequisiteResult>? StartsFrom { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, AssignmentJson.Default.Assignment);

    /// <summary>The agent CLIs that an agent may use, those that the configuration described at its start included.</summary>
    public static AgentCatalog CatalogOf(string json)
    {
        try
        {
            return AgentCatalog.Of(Parse(json).Settings.Agents);
        }
        catch (JsonException)
        {
            return new();
        }
    }

    public static Assignment Parse(string json) => JsonSerializer.Deserialize(json, AssignmentJson.Default.Assignment)
        ?? throw new JsonException("an assignment is expected");
}
