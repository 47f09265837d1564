using System.CommandLine;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a ack ID…</c>.</summary>
internal static class AckCommand
{
    public static Command Create(CommandContext context)
    {
        var ids = new Argument<string[]>("ID") { Description = "Messages of your inbox", Arity = ArgumentArity.OneOrMore };
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.inbox/1 with what still waits");
        var command = new OrchCommand(
            "ack", "Acknowledge messages that you have worked through: they are not shown again", "orch a2a ack msg_0123456789abcdef --as bob") { ids, identity, json };
        command.SetAction((parsed, ct) => RunAsync(context.RequireIdentity(parsed.GetValue(identity)), parsed.GetRequiredValue(ids), parsed.GetValue(json), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(string identity, IReadOnlyList<string> ids, bool json, CommandContext context, CancellationToken ct)
    {
        foreach (var id in ids)
        {
            Orch.Coordination.CoordinationInput.Name("a message's id", id);
        }

        using var store = context.OpenCoordination();
        await store.Mailbox.AckAsync(identity, ids, ct);
        return json ? await InboxCommand.RunAsync(identity, TimeSpan.Zero, 100, json, context, ct) : ExitCodes.Success;
    }
}
