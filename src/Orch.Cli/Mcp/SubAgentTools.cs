using System.Text.Json;
using Orch.State;
using Orch.SubAgents;

namespace Orch.Cli.Mcp;

/// <summary>Tools to have work done by further agents. The caller chooses what they do and with which CLI, nothing else.</summary>
/// <param name="caller">Who calls.</param>
/// <param name="surroundings">What the server was started in.</param>
/// <param name="state">The record.</param>
internal sealed class SubAgentTools(McpCaller caller, Surroundings surroundings, OrchState state)
{
    // A supervisor looks for requests several times a second; what takes longer is the looking at a remote.
    private const long LongestStart = 50;

    public IReadOnlyList<McpTool> All =>
    [
        new(
            "start_agent",
            $"Have a task done by a further agent, in a worktree and on a branch of its own. At most {SubAgentLimits.AtOnce} at once; your budget is theirs. Its end comes into your inbox (type result); agent_result reads it. While it is queued or works, go on or end your turn.",
            """
            "task":{"type":"string","description":"everything it has to know: it sees the repository, not this conversation"},
            "agent_cli":{"type":"string","description":"one, or a chain as claude,codex; default: yours"},"model":{"type":"string"},
            "name":{"type":"string","description":"small letters, digits and hyphens; default: made from the task"},
            "base":{"type":"string","enum":["mine","default"],"description":"start from your last commit (commit first; its branch is pushed, no pull request) or as any new work; default: default"}
            """,
            ["task"],
            StartAsync),
        new("agent_status", "How an agent stands.", """ "name":{"type":"string"} """, ["name"], StatusAsync) { IsReadOnly = true },
        new(
            "agent_result",
            "What came of an agent: state, checks, branch, head commit, answer.",
            """ "name":{"type":"string"},"wait_seconds":{"type":"integer","minimum":0,"maximum":30,"description":"wait so long for its end; default 0"} """,
            ["name"],
            ResultAsync) { IsReadOnly = true },
    ];

    private async Task<string> StartAsync(McpArguments arguments, CancellationToken ct)
    {
        var order = new SubAgentOrder(arguments.Text("task", SubAgentLimits.LongestTask))
        {
            AgentCli = arguments.TextOrNull("agent_cli", longest: 1000),
            Model = arguments.TextOrNull("model", longest: 1000),
            Name = arguments.TextOrNull("name", longest: 1000),
            FromCaller = arguments.Word("base", "mine", "default") == "mine",
        };
        var started = caller.IsAgent
            ? state.Agents.Get(await AskAsync(order, ct)).Record
            : await new PersonalAgentStart(surroundings, state).StartAsync(caller.Name, order, ct);
        return McpDocuments.Agent(AgentReport.Status(started));
    }

    private async Task<string> AskAsync(SubAgentOrder order, CancellationToken ct)
    {
        var request = state.Requests.Add(caller.Name, AgentRequestKinds.SubAgent, JsonSerializer.Serialize(order, SubAgentJson.Default.SubAgentOrder))
            ?? throw OrchException.Conflict($"{caller.Name} has ended: nobody can start an agent for it");
        var answered = await McpWaiting.ForAsync(() => Task.FromResult(state.Requests.Find(request.Id)!), one => one.Answer is not null, LongestStart, surroundings.Time, ct);
        return answered switch
        {
            { Answer: null } => throw OrchException.Failed("it is asked for but not started yet: it is once the supervisor has looked; list_agents shows it then, do not ask again"),
            { Trouble: { } kind } => throw new OrchException(kind, answered.Answer),
            _ => answered.Answer,
        };
    }

    private Task<string> StatusAsync(McpArguments arguments, CancellationToken ct) => Task.FromResult(McpDocuments.Agent(AgentReport.Status(Find(arguments))));

    private async Task<string> ResultAsync(McpArguments arguments, CancellationToken ct) => McpDocuments.Agent(AgentReport.Result(await McpWaiting.ForAsync(
        () => Task.FromResult(Find(arguments)),
        agent => agent.State.IsEnd() || agent.State is AgentState.NeedsHuman or AgentState.Lost,
        arguments.Number("wait_seconds", 0, McpWaiting.Longest),
        surroundings.Time,
        ct)));

    private AgentRecord Find(McpArguments arguments) => state.Agents.Get(arguments.Text("name", longest: 1000)).Display();
}
