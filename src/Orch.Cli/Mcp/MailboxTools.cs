using Orch.Coordination;

namespace Orch.Cli.Mcp;

/// <summary>Tools to speak with other agents.</summary>
/// <param name="caller">Who calls.</param>
/// <param name="store">Who can be spoken to, and the messages.</param>
internal sealed class MailboxTools(McpCaller caller, CoordinationStore store)
{
    private const int Most = 100;

    private readonly IMailbox mailbox = store.Mailbox;

    public IReadOnlyList<McpTool> All =>
    [
        new(
            "send_message",
            "Send a message to another agent, or to all that are alive with to=\"broadcast\". It waits in the recipient's inbox until it is read and acknowledged.",
            """
            "to":{"type":"string"},"body":{"type":"string","description":"at most 1 MiB"},
            "type":{"type":"string","description":"discover, claim, delegate, status, result or a word of your own; default status"},
            "reply_to":{"type":"string","description":"id of the message that this answers"},"context_id":{"type":"string"},"task_id":{"type":"string"},"media_type":{"type":"string"}
            """,
            ["to", "body"],
            SendAsync),
        new(
            "read_inbox",
            "Read your messages, oldest first. Each is shown again until ack_messages; deliveries above 1 means that it was shown before.",
            """
            "max":{"type":"integer","minimum":1,"maximum":100,"description":"default 20"},
            "wait_seconds":{"type":"integer","minimum":0,"maximum":30,"description":"wait so long for a first message; default 0"}
            """,
            [],
            ReadAsync),
        new(
            "ack_messages",
            "Acknowledge messages that you have worked through: they are not shown again.",
            """ "ids":{"type":"array","items":{"type":"string"}} """,
            ["ids"],
            AckAsync),
        new(
            "reply",
            "Answer a message of your inbox and acknowledge it.",
            """ "id":{"type":"string"},"body":{"type":"string"},"type":{"type":"string","description":"default: result to a delegate, else status"} """,
            ["id", "body"],
            ReplyAsync),
        new(
            "list_agents",
            "List the agents that can be spoken to.",
            """ "capability":{"type":"string","description":"only those that have it"},"include_expired":{"type":"boolean","description":"also those that are gone; their mail waits"} """,
            [],
            ListAsync) { IsReadOnly = true },
    ];

    private async Task<string> SendAsync(McpArguments arguments, CancellationToken ct)
    {
        var draft = new MessageDraft(caller.Name, arguments.Text("to", longest: 1000), arguments.Text("body"))
        {
            ReplyTo = arguments.TextOrNull("reply_to", longest: 1000),
            ContextId = arguments.TextOrNull("context_id", longest: 1000),
            TaskId = arguments.TextOrNull("task_id", longest: 1000),
        };
        draft = arguments.TextOrNull("type", longest: 1000) is { } type ? draft with { Type = type } : draft;
        draft = arguments.TextOrNull("media_type", longest: 1000) is { } media ? draft with { MediaType = media } : draft;
        return McpDocuments.Sent(await mailbox.SendAsync(draft, ct));
    }

    private async Task<string> ReadAsync(McpArguments arguments, CancellationToken ct)
    {
        var max = (int)(arguments.Number("max", 1, Most) ?? 20);
        return McpDocuments.Inbox(await store.WaitForMailAsync(caller.Name, TimeSpan.FromSeconds(arguments.Number("wait_seconds", 0, McpWaiting.Longest) ?? 0), max, ct));
    }

    private async Task<string> AckAsync(McpArguments arguments, CancellationToken ct)
    {
        var ids = arguments.Texts("ids");
        await mailbox.AckAsync(caller.Name, ids, ct);
        return McpDocuments.Done("acked", ids);
    }

    private async Task<string> ReplyAsync(McpArguments arguments, CancellationToken ct)
    {
        var id = arguments.Text("id", longest: 1000);
        var message = (await mailbox.InboxAsync(caller.Name, Most, ct)).FirstOrDefault(one => one.Id == id)
            ?? throw OrchException.NotFound($"no message '{Agents.OneLine.Of(id, 60)}' waits in your inbox: read_inbox shows those that do, send_message with reply_to answers one that was acknowledged");
        var sent = await mailbox.SendAsync(
            new(caller.Name, message.From, arguments.Text("body"))
            {
                Type = arguments.TextOrNull("type", longest: 1000) ?? (message.Type == "delegate" ? "result" : "status"),
                ReplyTo = message.Id,
                ContextId = message.ContextId,
                TaskId = message.TaskId,
            },
            ct);
        await mailbox.AckAsync(caller.Name, [message.Id], ct);
        return McpDocuments.Sent(sent);
    }

    private async Task<string> ListAsync(McpArguments arguments, CancellationToken ct) =>
        McpDocuments.Registry(await store.Registry.DiscoverAsync(arguments.TextOrNull("capability", longest: 1000), arguments.Truth("include_expired"), ct));
}
