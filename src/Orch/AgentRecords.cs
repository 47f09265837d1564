using Orch.State;

namespace Orch;

/// <summary>The first record of an agent.</summary>
internal static class AgentRecords
{
    public static AgentRecord Create(Assignment assignment, string taskId, DateTimeOffset now)
    {
        var spec = assignment.Spec;
        var plan = assignment.Plan;
        return new AgentRecord
        {
            Id = Ids.New("agent"),
            TaskId = taskId,
            ContextId = assignment.Settings.Requester?.ContextId ?? taskId,
            RequestedBy = assignment.Settings.Requester?.Name,
            Name = spec.Name,
            Task = spec.Task,
            State = AgentState.Queued,
            StateAt = now,
            RequestKey = assignment.Settings.RequestKey,
            Cli = spec.Cli,
            CliChain = spec.CliChain,
            Model = spec.Model,
            Branch = plan.Branch,
            Base = plan.BaseBranch,
            BaseSha = plan.BaseSha,
            Session = spec.Name,
            Tracking = assignment.Settings.Tracking,
            CreatedAt = now,
        };
    }
}
