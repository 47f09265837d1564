using System.CommandLine;
using Orch.Coordination;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a publish DESCRIPTION</c>.</summary>
internal static class PublishCommand
{
    public static Command Create(CommandContext context)
    {
        var description = new Argument<string>("DESCRIPTION") { Description = "What is to be done, at most 1 MiB; - reads standard input" };
        var id = Flags.Text("--id", "ID", "The task's id; default: one is made");
        var requires = A2aFlags.Several("--requires", "C", "A capability that its holder has to have registered");
        var constraint = A2aFlags.Several("--constraint", "K=V", "A further condition; deadline=2030-01-31T12:00:00Z is kept by the pool");
        var after = A2aFlags.Several("--after", "ID", "A task that has to be done before");
        var priority = A2aFlags.Priority();
        var maxAttempts = Flags.Number("--max-attempts", 1, int.MaxValue, "How often it is given out before it is dead; default: without a limit");
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.task/1");
        var command = new OrchCommand(
            "publish",
            "Put a task into the pool",
            "orch a2a publish \"Port the parser\" --id parser --requires csharp --priority 5",
            "orch a2a publish \"Write the release notes\" --after parser --max-attempts 3") { description, id, requires, constraint, after, priority, maxAttempts, identity, json };
        command.SetAction(async (parsed, ct) => await RunAsync(
            new(await A2aFlags.TextAsync("the description", parsed.GetRequiredValue(description), ct))
            {
                Id = parsed.GetValue(id),
                Requires = parsed.GetValue(requires) ?? [],
                Constraints = Pairs(parsed.GetValue(constraint) ?? []),
                After = parsed.GetValue(after) ?? [],
                Priority = parsed.GetValue(priority) ?? 0,
                MaxAttempts = parsed.GetValue(maxAttempts),
            },
            context.Identity(parsed.GetValue(identity)),
            parsed.GetValue(json),
            context,
            ct));
        return command;
    }

    public static async Task<int> RunAsync(PoolTaskDraft draft, string? identity, bool json, CommandContext context, CancellationToken ct)
    {
        using var store = context.OpenCoordination();
        store.Greet(identity);
        return Show(await store.Tasks.PublishAsync(draft, ct), json, context, task => task.Id);
    }

    internal static int Show(PoolTask task, bool json, CommandContext context, Func<PoolTask, string> line)
    {
        if (json)
        {
            context.Terminal.Json(task, CoordinationJson.Default.PoolTask);
        }
        else
        {
            context.Terminal.Out.WriteLine(line(task));
        }

        return ExitCodes.Success;
    }

    private static Dictionary<string, string> Pairs(IEnumerable<string> texts)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                throw OrchException.Usage($"--constraint takes NAME=VALUE, not '{Rendering.TerminalText.Line(text, 60)}'");
            }

            if (!pairs.TryAdd(text[..at], text[(at + 1)..]))
            {
                throw OrchException.Usage($"--constraint {text[..at]} is given twice");
            }
        }

        return pairs;
    }
}
