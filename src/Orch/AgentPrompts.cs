using Orch.Agents;
using Orch.Queueing;
using Orch.State;

namespace Orch;

/// <summary>The prompts of one agent.</summary>
/// <param name="assignment">What it was told to do.</param>
internal sealed class AgentPrompts(Assignment assignment)
{
    /// <summary>The task; for a CLI that takes over, with the hand-off of the one before.</summary>
    public string Task(string? handOff)
    {
        var data = new List<PromptData>();
        if (assignment.Context is { } context)
        {
            data.Add(new($"context file {context.Name}", context.Text));
        }

        if (assignment.StartsFrom is { Count: > 0 } results)
        {
            data.Add(new("what the agents that you waited for have done", PrerequisiteResult.Text(results)));
        }

        data.AddRange((assignment.Brief?.Parts ?? []).Select(part => new PromptData(part.Label, part.Text)));
        if (handOff is not null)
        {
            data.Add(new("hand-off from the agent CLI that worked on this before you, in this workspace", handOff));
        }

        var plan = assignment.Plan;
        return AgentPrompt.Compose(new AgentPromptParts(assignment.Follow?.Task ?? assignment.Spec.Task, plan.Directory, plan.Branch)
        {
            Base = plan.IsExistingBranch ? null : plan.BaseBranch ?? plan.BaseSha,
            PullRequest = plan.PullRequest,
            ValidateCommand = assignment.Settings.Validate,
            Data = data,
            TrackingIds = assignment.Settings.Tracking,
        });
    }

    /// <summary>The output of a failed validation, for the session that did the work; another CLI that has to take the repair over is told everything.</summary>
    public string Repair(string output, string? handOff)
    {
        var repair = AgentPrompt.ComposeRepair(assignment.Settings.Validate ?? "", output);
        return handOff is null ? repair : $"{Task(handOff)}\n{repair}";
    }

    /// <summary>What was said to the agent, in the session that knows the rest; a CLI that does not is told everything.</summary>
    public string Said(Turn turn, string? handOff) => handOff is null ? AgentPrompt.ComposeSaid(turn.Text, turn.Sender) : TaskAndSaid(turn, handOff);

    /// <summary>The task, and what was said about it.</summary>
    public string TaskAndSaid(Turn turn, string? handOff) => $"{Task(handOff)}\n## What was said since\n\n{AgentPrompt.ComposeSaid(turn.Text, turn.Sender)}";

    /// <summary>For a session that was cut off.</summary>
    public string GoOn(string? handOff) => handOff is null ? AgentPrompt.ComposeGoOn() : Task(handOff);

    /// <summary>For work that is taken up again after its end.</summary>
    public string Follow(string? handOff)
    {
        var again = AgentPrompt.ComposeTakeUp(assignment.Follow?.Reason);
        return handOff is null ? again : $"{Task(handOff)}\n{again}";
    }
}
