using Orch.Coordination;
using Orch.State;

namespace Orch.Cli.Mcp;

/// <summary>Tools to share tasks with other agents.</summary>
/// <param name="caller">Who calls.</param>
/// <param name="pool">Where the tasks are.</param>
internal sealed class PoolTools(McpCaller caller, ITaskPool pool)
{
    /// <summary>A model cannot renew a lease while it works on something else, so its leases are longer than those of the shell.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private const string LeaseProperty = """ "lease_seconds":{"type":"integer","minimum":1,"maximum":86400,"description":"default 900"} """;

    private const string Held = """ "id":{"type":"string"},"token":{"type":"integer","description":"that of claim_task"} """;

    private static readonly string[] States = [.. Enum.GetValues<PoolTaskState>().Select(state => SnakeCase.Of(state))];

    public IReadOnlyList<McpTool> All =>
    [
        new(
            "publish_task",
            "Put a task into the pool, from which any agent may take it.",
            """
            "description":{"type":"string","description":"what is to be done, for somebody who knows nothing of it"},"id":{"type":"string","description":"default: one is made"},
            "requires":{"type":"array","items":{"type":"string"},"description":"capabilities of whoever takes it"},
            "constraints":{"type":"object","additionalProperties":{"type":"string"},"description":"deadline (RFC 3339) is kept by the pool"},
            "after":{"type":"array","items":{"type":"string"},"description":"ids of tasks to be done before"},
            "priority":{"type":"integer","description":"the highest is given out first; default 0"},"max_attempts":{"type":"integer","minimum":1}
            """,
            ["description"],
            PublishAsync),
        new(
            "list_tasks",
            "List the tasks of the pool, in the order in which they would be given out.",
            $$""" "state":{"type":"string","enum":[{{string.Join(',', States.Select(state => $"\"{state}\""))}}]} """,
            [],
            ListAsync) { IsReadOnly = true },
        new(
            "claim_task",
            "Take a task: this one, or without an id the next that is ready. It is yours until the lease ends; keep the token.",
            $$""" "id":{"type":"string"},{{LeaseProperty}} """,
            [],
            ClaimAsync),
        new("renew_task", "Keep a claimed task for another lease from now.", $"{Held},{LeaseProperty}", ["id", "token"], RenewAsync),
        new(
            "complete_task",
            "Report a claimed task as done. A token is refused when somebody else has claimed the task since.",
            $$"""{{Held}},"result":{"type":"string","description":"what came of it, at most 1 MiB"}""",
            ["id", "token"],
            CompleteAsync),
        new("fail_task", "Give a claimed task back as not done.", $$"""{{Held}},"reason":{"type":"string"}""", ["id", "token"], FailAsync),
    ];

    private static TimeSpan LeaseOf(McpArguments arguments) => arguments.Number("lease_seconds", 1, 86400) is { } seconds ? TimeSpan.FromSeconds(seconds) : Lease;

    private static (string Id, long Token) HeldBy(McpArguments arguments) =>
        (arguments.Text("id", longest: 1000), arguments.Number("token", long.MinValue, long.MaxValue) ?? throw OrchException.Usage("the token of claim_task is needed"));

    private async Task<string> PublishAsync(McpArguments arguments, CancellationToken ct)
    {
        var draft = new PoolTaskDraft(arguments.Text("description"))
        {
            Id = arguments.TextOrNull("id", longest: 1000),
            Requires = arguments.Texts("requires"),
            Constraints = arguments.Map("constraints"),
            After = arguments.Texts("after"),
            Priority = (int)(arguments.Number("priority", int.MinValue, int.MaxValue) ?? 0),
            MaxAttempts = (int?)arguments.Number("max_attempts", 1, int.MaxValue),
        };
        return McpDocuments.Task(await pool.PublishAsync(draft, ct));
    }

    private async Task<string> ListAsync(McpArguments arguments, CancellationToken ct) => McpDocuments.Tasks(await pool.ListAsync(
        arguments.Word("state", States) is { } word ? Enum.GetValues<PoolTaskState>()[Array.IndexOf(States, word)] : null, ct));

    private async Task<string> ClaimAsync(McpArguments arguments, CancellationToken ct) => McpDocuments.Task(
        await pool.ClaimAsync(caller.Name, arguments.TextOrNull("id", longest: 1000), LeaseOf(arguments), ct)
            ?? throw OrchException.NotFound("no task is ready that you could take: list_tasks shows what there is"));

    private async Task<string> RenewAsync(McpArguments arguments, CancellationToken ct)
    {
        var (id, token) = HeldBy(arguments);
        return McpDocuments.Task(await pool.RenewAsync(id, token, LeaseOf(arguments), ct));
    }

    private async Task<string> CompleteAsync(McpArguments arguments, CancellationToken ct)
    {
        var (id, token) = HeldBy(arguments);
        return McpDocuments.Task(await pool.CompleteAsync(id, token, arguments.TextOrNull("result"), ct));
    }

    private async Task<string> FailAsync(McpArguments arguments, CancellationToken ct)
    {
        var (id, token) = HeldBy(arguments);
        return McpDocuments.Task(await pool.FailAsync(id, token, arguments.TextOrNull("reason"), ct));
    }
}
