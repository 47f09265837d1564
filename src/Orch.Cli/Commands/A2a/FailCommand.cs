using System.CommandLine;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a fail ID</c>.</summary>
internal static class FailCommand
{
    public static Command Create(CommandContext context)
    {
        var id = A2aFlags.TaskId();
        var token = A2aFlags.Token();
        var reason = Flags.Text("--reason", "R", "Why");
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.task/1");
        var command = new OrchCommand("fail", "Give a claimed task back as not done: ready again, or dead after its last attempt", "orch a2a fail parser --token 16777217 --reason \"The grammar is ambiguous\"") { id, token, reason, identity, json };
        command.SetAction(async (parsed, ct) =>
        {
            var caller = context.Identity(parsed.GetValue(identity));
            using var store = context.OpenCoordination();
            store.Greet(caller);
            return PublishCommand.Show(await store.Tasks.FailAsync(parsed.GetRequiredValue(id), parsed.GetRequiredValue(token)!.Value, parsed.GetValue(reason), ct), parsed.GetValue(json), context, A2aText.Line);
        });
        return command;
    }
}
