using Orch.Agents;
using Orch.State;

namespace Orch.Queueing;

/// <summary>An agent that another one waits for, together with those that go on from it: what one of them proves counts.</summary>
/// <param name="Agent">The agent that the status is about: the first of them or one that follows it.</param>
/// <param name="Status">How it stands.</param>
internal sealed record Prerequisite(AgentRecord Agent, PrerequisiteStatus Status)
{
    /// <summary>The verified commit that it leaves; null when it changed nothing, or is not met.</summary>
    public string? HeadSha => Status == PrerequisiteStatus.Met && Agent.State == AgentState.Verified && Agent.HeadSha != Agent.BaseSha ? Agent.HeadSha : null;

    /// <summary>What is to be said of it while it is waited for.</summary>
    public string Text => Status == PrerequisiteStatus.Broken
        ? $"{Agent.Name} has ended as {SnakeCase.Of(Agent.State)}"
        : $"{Agent.Name}, which is {Standing}";

    private string Standing => Agent.State switch
    {
        AgentState.NeedsHuman => $"stopped for a person ('orch send {Agent.Name} TEXT' answers)",
        AgentState.Lost => $"lost ('orch resume {Agent.Name}' takes it up again)",
        _ => SnakeCase.Of(Agent.State),
    };

    /// <summary>How it stands.</summary>
    /// <param name="line">The agent, then what goes on from it, from that, and so on; as they are shown.</param>
    public static Prerequisite Of(IReadOnlyList<AgentRecord> line) =>
        line.LastOrDefault(agent => agent.State == AgentState.Verified) is { } verified ? new(verified, PrerequisiteStatus.Met)
        : line.LastOrDefault(agent => agent.State == AgentState.Answered) is { } answered ? new(answered, PrerequisiteStatus.Met)
        : new(line[^1], line[^1].State.IsEnd() ? PrerequisiteStatus.Broken : PrerequisiteStatus.Open);

    /// <summary>What is waited for, in one line; null when nothing is open any more.</summary>
    public static string? Waiting(IReadOnlyList<Prerequisite> all)
    {
        var open = all.Where(one => one.Status == PrerequisiteStatus.Open).Select(one => one.Text).ToList();
        var broken = all.Where(one => one.Status == PrerequisiteStatus.Broken).Select(one => $"; {one.Text}");
        return open.Count == 0 ? null : $"waits for {string.Join(", and for ", open)}{string.Concat(broken)}";
    }

    /// <summary>What a person has to decide; null when none is broken.</summary>
    public static string? Question(IReadOnlyList<Prerequisite> all, string name)
    {
        var broken = all.Where(one => one.Status == PrerequisiteStatus.Broken).ToList();
        return broken.Count == 0 ? null
            : $"{string.Join(", ", broken.Select(one => $"{one.Text}{(one.Agent.Reason is { } reason ? $" ({OneLine.Of(reason, 300)})" : "")}"))}: "
                + $"'orch retry {broken[0].Agent.Name}' tries it again, then 'orch send {name} \"go on\"' lets this one start from what is verified, with or without it; 'orch kill {name}' ends it";
    }
}
