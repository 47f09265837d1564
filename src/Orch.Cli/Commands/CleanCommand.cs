using System.CommandLine;
using Orch.Cleaning;
using Orch.Cli.Rendering;
using Orch.Cli.Rescues;

namespace Orch.Cli.Commands;

/// <summary><c>orch clean</c>.</summary>
internal static class CleanCommand
{
    public static Command Create(CommandContext context)
    {
        var names = Flags.AgentNames(ArgumentArity.ZeroOrMore);
        var olderThan = Flags.Duration("--older-than", "Only of agents that ended longer ago than this");
        var dryRun = Flags.Flag("--dry-run", "Show what would be removed and why, and remove nothing");
        var json = Flags.Json("Print one document orch.clean/1");
        var command = new OrchCommand(
            "clean",
            "Remove the workspaces and branches of ended agents, after everything in them is safe elsewhere",
            "orch clean --dry-run",
            "orch clean --older-than 7d",
            "orch clean fix-login") { names, olderThan, dryRun, json };
        command.SetAction((parsed, ct) => RunAsync(
            new(new([.. (parsed.GetValue(names) ?? []).Distinct(StringComparer.Ordinal)], parsed.GetValue(olderThan), parsed.GetValue(dryRun)), parsed.GetValue(json)),
            context,
            ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        context.RefuseAgents("orch clean");
        using var state = context.OpenState();
        foreach (var name in options.Order.Names)
        {
            state.Agents.Require(name);
        }

        var report = await new CleanRun(context.Surroundings, state).RunAsync(options.Order, ct);
        foreach (var warning in report.Warnings.Distinct(StringComparer.Ordinal))
        {
            context.Terminal.Note(warning);
        }

        if (options.Json)
        {
            context.Terminal.Json(new CleanDocument(report.DryRun, report.BytesFreed, report.Agents, report.Warnings), RescueJson.Default.CleanDocument);
        }
        else
        {
            foreach (var line in CleanText.Lines(report))
            {
                context.Terminal.Out.WriteLine(line);
            }
        }

        return ExitCode(options.Order, report);
    }

    // What was named and stays is a refusal; without names it is a part of the answer.
    private static int ExitCode(CleanOrder order, CleanReport report)
    {
        if (report.Agents.Any(agent => agent.Action == CleanAction.Failed))
        {
            return ExitCodes.Failed;
        }

        return order.Names.Count > 0 && report.Agents.Any(agent => agent.Action == CleanAction.Kept) ? ExitCodes.Conflict : ExitCodes.Success;
    }

    internal sealed record Options(CleanOrder Order, bool Json);
}
