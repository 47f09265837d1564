using System.CommandLine;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a cancel ID</c>.</summary>
internal static class CancelCommand
{
    public static Command Create(CommandContext context)
    {
        var id = A2aFlags.TaskId();
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.task/1");
        var command = new OrchCommand("cancel", "Take a task out of the pool; a later completion of its holder is refused", "orch a2a cancel parser") { id, identity, json };
        command.SetAction(async (parsed, ct) =>
        {
            var caller = context.Identity(parsed.GetValue(identity));
            using var store = context.OpenCoordination();
            store.Greet(caller);
            return PublishCommand.Show(await store.Tasks.CancelAsync(parsed.GetRequiredValue(id), ct), parsed.GetValue(json), context, A2aText.Line);
        });
        return command;
    }
}
