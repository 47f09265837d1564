using System.CommandLine;
using Orch.Coordination;
using Orch.State;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a tasks</c>.</summary>
internal static class TasksCommand
{
    private static readonly Dictionary<string, PoolTaskState> States = Enum.GetValues<PoolTaskState>().ToDictionary(state => SnakeCase.Of(state), StringComparer.Ordinal);

    public static Command Create(CommandContext context)
    {
        var state = Flags.Choice("--state", "Only tasks in this state", [.. States.Keys]);
        state.HelpName = "S";
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.tasks/1");
        var command = new OrchCommand(
            "tasks", "List the tasks of the pool, in the order in which they would be given out", "orch a2a tasks", "orch a2a tasks --state ready --json") { state, identity, json };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(state) is { } word ? States[word] : null, context.Identity(parsed.GetValue(identity)), parsed.GetValue(json), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(PoolTaskState? state, string? identity, bool json, CommandContext context, CancellationToken ct)
    {
        using var store = context.OpenCoordination();
        store.Greet(identity);
        var tasks = await store.Tasks.ListAsync(state, ct);
        if (json)
        {
            context.Terminal.Json(new TasksDocument(tasks), CoordinationJson.Default.TasksDocument);
        }
        else
        {
            foreach (var task in tasks)
            {
                context.Terminal.Out.WriteLine(A2aText.Line(task));
            }
        }

        return ExitCodes.Success;
    }
}
