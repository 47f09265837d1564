using Orch.State;

namespace Orch.Cli.Doctor;

/// <summary>Looks into the record, when there is one: agents that are lost, vendors that take no requests for now.</summary>
internal sealed class RecordFindings(CommandContext context)
{
    public IReadOnlyList<Finding> Find()
    {
        if (!File.Exists(context.Surroundings.State.Database))
        {
            return [];
        }

        try
        {
            using var state = context.OpenState();
            return [.. Lost(state), .. Cooldowns(state)];
        }
        catch (OrchException e)
        {
            return [new("state", "record", FindingStatus.Error, e.Message)];
        }
    }

    private static IEnumerable<Finding> Lost(OrchState state) =>
        state.Agents.Snapshot().Agents
            .Select(agent => agent.Display())
            .Where(agent => agent.State == AgentState.Lost)
            .Select(agent => new Finding("agents", agent.Name, FindingStatus.Warning, $"{agent.Name} is lost: {agent.Reason}", $"orch resume {agent.Name}"));

    private IEnumerable<Finding> Cooldowns(OrchState state) =>
        state.Cooldowns.Current().Select(one => new Finding(
            "cooldowns",
            one.Cli,
            FindingStatus.Warning,
            $"{one.Cli} takes no requests before {context.Terminal.Moment(one.Until)} ({SnakeCase.Of(one.Kind)}{(one.Detail is { } detail ? $": {detail}" : "")})",
            $"orch doctor --clear-cooldown {one.Cli}"));
}
