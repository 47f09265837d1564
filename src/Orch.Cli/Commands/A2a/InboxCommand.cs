using System.CommandLine;
using Orch.Coordination;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a inbox</c>.</summary>
internal static class InboxCommand
{
    public static Command Create(CommandContext context)
    {
        var wait = Flags.Duration("--wait", "Wait so long for a first message");
        var max = Flags.Number("--max", 1, 10_000, "At most so many; default: 100");
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.inbox/1");
        var command = new OrchCommand(
            "inbox",
            "Show what waits for you, oldest first; each message is shown again until you acknowledge it",
            "orch a2a inbox --as bob",
            "orch a2a inbox --as bob --wait 30s --max 1 --json") { wait, max, identity, json };
        command.SetAction((parsed, ct) => RunAsync(
            context.RequireIdentity(parsed.GetValue(identity)), parsed.GetValue(wait) ?? TimeSpan.Zero, parsed.GetValue(max) ?? 100, parsed.GetValue(json), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(string identity, TimeSpan wait, int max, bool json, CommandContext context, CancellationToken ct)
    {
        using var store = context.OpenCoordination();
        var messages = await store.WaitForMailAsync(identity, wait, max, ct);
        if (json)
        {
            context.Terminal.Json(new InboxDocument(messages), CoordinationJson.Default.InboxDocument);
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
