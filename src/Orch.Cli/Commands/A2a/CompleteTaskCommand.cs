using System.CommandLine;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a complete ID</c>.</summary>
internal static class CompleteTaskCommand
{
    public static Command Create(CommandContext context)
    {
        var id = A2aFlags.TaskId();
        var token = A2aFlags.Token();
        var result = Flags.Text("--result", "R", "What came of it, at most 1 MiB; - reads standard input");
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.task/1");
        var command = new OrchCommand("complete", "End a claimed task well; a stale token is refused (7)", "orch a2a complete parser --token 16777217 --result \"See commit 1a2b3c\"") { id, token, result, identity, json };
        command.SetAction(async (parsed, ct) =>
        {
            var caller = context.Identity(parsed.GetValue(identity));
            using var store = context.OpenCoordination();
            store.Greet(caller);
            return PublishCommand.Show(await store.Tasks.CompleteAsync(parsed.GetRequiredValue(id), parsed.GetRequiredValue(token)!.Value, parsed.GetValue(result) is { } text ? await A2aFlags.TextAsync("the result", text, ct) : null, ct), parsed.GetValue(json), context, A2aText.Line);
        });
        return command;
    }
}
