using System.CommandLine;
using Orch.Coordination;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a sent</c>.</summary>
internal static class SentCommand
{
    public static Command Create(CommandContext context)
    {
        var max = Flags.Number("--max", 1, 10_000, "At most so many; default: 100");
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.outbox/1");
        var command = new OrchCommand(
            "sent", "Show what became of your messages, newest first: queued, delivered, acked or dead", "orch a2a sent --as alice") { max, identity, json };
        command.SetAction((parsed, ct) => RunAsync(context.RequireIdentity(parsed.GetValue(identity)), parsed.GetValue(max) ?? 100, parsed.GetValue(json), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(string identity, int max, bool json, CommandContext context, CancellationToken ct)
    {
        using var store = context.OpenCoordination();
        var messages = await store.Mailbox.SentAsync(identity, max, ct);
        if (json)
        {
            context.Terminal.Json(OutboxDocument.Of(messages), CoordinationJson.Default.OutboxDocument);
        }
        else
        {
            foreach (var message in messages)
            {
                context.Terminal.Out.WriteLine(A2aText.Line(message));
            }
        }

        return ExitCodes.Success;
    }
}
