using System.CommandLine;
using Orch.Coordination;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a reply ID BODY</c>.</summary>
internal static class ReplyCommand
{
    public static Command Create(CommandContext context)
    {
        var id = new Argument<string>("ID") { Description = "The message that is answered, one of your inbox" };
        var body = A2aFlags.Body();
        var type = Flags.Text("--type", "T", "default: result for an answer to delegate, else status");
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.message/1");
        var command = new OrchCommand(
            "reply", "Answer a message of your inbox, in its context and about its task, and acknowledge it", "orch a2a reply msg_0123456789abcdef \"Done\" --as bob") { id, body, type, identity, json };
        command.SetAction(async (parsed, ct) => await RunAsync(
            context.RequireIdentity(parsed.GetValue(identity)),
            parsed.GetRequiredValue(id),
            await A2aFlags.TextAsync("the message", parsed.GetRequiredValue(body), ct),
            parsed.GetValue(type),
            parsed.GetValue(json),
            context,
            ct));
        return command;
    }

    public static async Task<int> RunAsync(string identity, string id, string body, string? type, bool json, CommandContext context, CancellationToken ct)
    {
        using var store = context.OpenCoordination();
        var message = store.SqliteMailbox.Get(identity, CoordinationInput.Name("a message's id", id));
        var draft = new MessageDraft(identity, message.From, body)
        {
            Type = type ?? (message.Type == "delegate" ? "result" : "status"),
            ReplyTo = message.Id,
            ContextId = message.ContextId,
            TaskId = message.TaskId,
        };
        var sent = await store.Mailbox.SendAsync(draft, ct);
        await store.Mailbox.AckAsync(identity, [message.Id], ct);
        return SendMessageCommand.Show(draft, sent, json, context);
    }
}
