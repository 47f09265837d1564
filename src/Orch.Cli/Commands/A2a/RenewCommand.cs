using System.CommandLine;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a renew ID</c>.</summary>
internal static class RenewCommand
{
    public static Command Create(CommandContext context)
    {
        var id = A2aFlags.TaskId();
        var token = A2aFlags.Token();
        var lease = Flags.Duration("--lease", "How long; default: 60s");
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.task/1");
        var command = new OrchCommand("renew", "Keep a claimed task for another lease from now", "orch a2a renew parser --token 16777217 --lease 10m") { id, token, lease, identity, json };
        command.SetAction(async (parsed, ct) =>
        {
            var caller = context.Identity(parsed.GetValue(identity));
            using var store = context.OpenCoordination();
            store.Greet(caller);
            return PublishCommand.Show(await store.Tasks.RenewAsync(parsed.GetRequiredValue(id), parsed.GetRequiredValue(token)!.Value, parsed.GetValue(lease), ct), parsed.GetValue(json), context, A2aText.Line);
        });
        return command;
    }
}
