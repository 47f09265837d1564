using System.CommandLine;
using Orch.Coordination;
using Orch.State;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a status</c>.</summary>
internal static class A2aStatusCommand
{
    public static Command Create(CommandContext context)
    {
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.a2a_status/1");
        var command = new OrchCommand("status", "Show how things stand: counts, the oldest message, leases, what is dead", "orch a2a status --json") { identity, json };
        command.SetAction(parsed => Run(context.Identity(parsed.GetValue(identity)), parsed.GetValue(json), context));
        return command;
    }

    public static int Run(string? identity, bool json, CommandContext context)
    {
        using var store = context.OpenCoordination();
        store.Greet(identity);
        var status = CoordinationAudit.Status(store);
        var terminal = context.Terminal;
        if (json)
        {
            terminal.Json(status, CoordinationJson.Default.CoordinationStatus);
            return ExitCodes.Success;
        }

        terminal.Out.WriteLine($"agents\talive {status.AgentsAlive}, expired {status.AgentsExpired}");
        terminal.Out.WriteLine($"messages\t{Counts(status.Messages)}");
        terminal.Out.WriteLine($"oldest\t{(status.OldestMessage is { } oldest ? Rfc3339Converter.Text(oldest) : "-")}");
        terminal.Out.WriteLine($"tasks\t{Counts(status.Tasks)}");
        foreach (var task in status.Leases)
        {
            terminal.Out.WriteLine($"lease\t{task.Id}\t{task.Owner}\t{Rfc3339Converter.Text(task.LeaseUntil!.Value)}");
        }

        foreach (var id in status.DeadTasks)
        {
            terminal.Out.WriteLine($"dead task\t{id}");
        }

        foreach (var id in status.DeadMessages)
        {
            terminal.Out.WriteLine($"dead message\t{id}");
        }

        return ExitCodes.Success;
    }

    private static string Counts(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value}"));
}
