using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>What the user can do next about an agent.</summary>
internal static class NextSteps
{
    public static IReadOnlyList<string> Of(AgentRecord agent) => agent.State switch
    {
        AgentState.Verified or AgentState.Unverified when LateDeliveryRules.IsOpen(agent) => [Diff(agent), $"orch deliver {agent.Name}   pushes it and opens the pull request"],
        AgentState.Verified when agent.PullRequest is { } request => [$"review {request.Url}", Diff(agent)],
        AgentState.Verified => [Diff(agent), AskOn(agent)],
        AgentState.Unverified => [Logs(agent), Retry(agent), .. Workspace(agent)],
        AgentState.Answered => [AskOn(agent)],
        AgentState.Failed => [Logs(agent), Retry(agent), .. Workspace(agent)],
        AgentState.Cancelled => [Retry(agent), .. Workspace(agent)],
        AgentState.NeedsHuman => [$"orch send {agent.Name} TEXT   answers and lets it go on", Logs(agent), $"orch kill {agent.Name}   ends it and keeps its work", .. Workspace(agent)],
        AgentState.Lost => [$"orch resume {agent.Name}   takes it up where it stands", $"orch explain {agent.Name}   says what was seen", Logs(agent), $"orch kill {agent.Name}   ends it and keeps its work", .. Workspace(agent)],
        _ => [$"orch attach {agent.Name}", $"orch logs {agent.Name} -f", $"orch wait {agent.Name}"],
    };

    private static string Diff(AgentRecord agent) => $"orch diff {agent.Name}";

    private static string Logs(AgentRecord agent) => $"orch logs {agent.Name}";

    private static string AskOn(AgentRecord agent) => $"orch send {agent.Name} TEXT   asks on";

    private static string Retry(AgentRecord agent) => $"orch retry {agent.Name}   goes on from where the work stands";

    private static IEnumerable<string> Workspace(AgentRecord agent) =>
        agent.Workspace is null ? [] : [$"orch diff {agent.Name}   shows the work so far", $"cd \"$(orch open {agent.Name})\"   goes to it"];
}
