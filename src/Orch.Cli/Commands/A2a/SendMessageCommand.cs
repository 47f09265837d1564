using System.CommandLine;
using Orch.Coordination;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a send TO BODY</c>.</summary>
internal static class SendMessageCommand
{
    public static Command Create(CommandContext context)
    {
        var to = new Argument<string>("TO") { Description = "The recipient's name, or broadcast for all that are alive" };
        var body = A2aFlags.Body();
        var type = Flags.Text("--type", "T", "discover, claim, delegate, status, result or a word of your own; default: status");
        var replyTo = Flags.Text("--reply-to", "ID", "The message that this one answers");
        var contextId = Flags.Text("--context", "ID", "The context that it belongs to");
        var taskId = Flags.Text("--task", "ID", "The task that it is about");
        var mediaType = Flags.Text("--media-type", "M", "What the body is; default: text/plain");
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.message/1; for broadcast orch.outbox/1");
        var command = new OrchCommand(
            "send",
            "Send a message; it waits in the recipient's inbox until it is acknowledged",
            "orch a2a send bob \"The API is ready\" --as alice",
            "orch a2a send broadcast \"main is frozen\" --as alice",
            "cat task.md | orch a2a send bob - --type delegate --as alice") { to, body, type, replyTo, contextId, taskId, mediaType, identity, json };
        command.SetAction(async (parsed, ct) =>
        {
            var draft = new MessageDraft(
                context.RequireIdentity(parsed.GetValue(identity)), parsed.GetRequiredValue(to), await A2aFlags.TextAsync("the message", parsed.GetRequiredValue(body), ct))
            {
                ReplyTo = parsed.GetValue(replyTo),
                ContextId = parsed.GetValue(contextId),
                TaskId = parsed.GetValue(taskId),
            };
            draft = parsed.GetValue(type) is { } word ? draft with { Type = word } : draft;
            draft = parsed.GetValue(mediaType) is { } media ? draft with { MediaType = media } : draft;
            return await RunAsync(draft, parsed.GetValue(json), context, ct);
        });
        return command;
    }

    public static async Task<int> RunAsync(MessageDraft draft, bool json, CommandContext context, CancellationToken ct)
    {
        using var store = context.OpenCoordination();
        return Show(draft, await store.Mailbox.SendAsync(draft, ct), json, context);
    }

    internal static int Show(MessageDraft draft, IReadOnlyList<Message> sent, bool json, CommandContext context)
    {
        if (json && draft.To == MessageDraft.Broadcast)
        {
            context.Terminal.Json(OutboxDocument.Of(sent.Select(one => new SentMessage(one, MessageState.Queued))), CoordinationJson.Default.OutboxDocument);
        }
        else if (json)
        {
            context.Terminal.Json(sent[0], CoordinationJson.Default.Message);
        }
        else
        {
            foreach (var message in sent)
            {
                context.Terminal.Out.WriteLine(message.Id);
            }
        }

        if (sent.Count == 0)
        {
            context.Terminal.Note("nobody else is alive, so nobody gets it: 'orch a2a discover' shows who is");
        }

        return ExitCodes.Success;
    }
}
