using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>What the user can do next about an agent.</summary>
internal static class NextSteps
{
    public static IReadOnlyList<string> Of(AgentRecord agent) => agent.State switch
    {
        AgentState.Verified when agent.PullRequest is { } request => [$"review {request.Url}"],
        AgentState.Verified => [Look(agent)],
        AgentState.Unverified => [Look(agent), $"orch logs {agent.Name}", Retry(agent), .. Workspace(agent)],
        AgentState.Answered => [$"orch send {agent.Name} TEXT   asks on"],
        AgentState.Failed => [$"orch logs {agent.Name}", Retry(agent), .. Workspace(agent)],
        AgentState.Cancelled => [Retry(agent), .. Workspace(agent)],
        AgentState.NeedsHuman => [$"orch send {agent.Name} TEXT   answers and lets it go on", $"orch logs {agent.Name}", $"orch kill {agent.Name}   ends it and keeps its work", .. Workspace(agent)],
        AgentState.Lost => [$"orch resume {agent.Name}   takes it up where it stands", $"orch logs {agent.Name}", $"orch kill {agent.Name}   ends it and keeps its work", .. Workspace(agent)],
        _ => [$"orch attach {agent.Name}", $"orch logs {agent.Name} -f", $"orch wait {agent.Name}"],
    };

    private static string Look(AgentRecord agent) => agent is { BaseSha: { } from, HeadSha: { } to, Workspace: { } workspace }
        ? $"git -C {ShellWord.Of(workspace)} diff {Short(from)} {Short(to)}"
        : $"orch status {agent.Name}";

    private static string Retry(AgentRecord agent) => $"orch retry {agent.Name}   goes on from where the work stands";

    private static string Short(string sha) => sha.Length > 12 ? sha[..12] : sha;

    private static IEnumerable<string> Workspace(AgentRecord agent) => agent.Workspace is { } workspace ? [$"the work is in {workspace}"] : [];
}
