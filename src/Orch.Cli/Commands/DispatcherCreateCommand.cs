using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Planning;

namespace Orch.Cli.Commands;

/// <summary><c>orch dispatcher create TASK…</c>.</summary>
internal static class DispatcherCreateCommand
{
    public static Command Create(CommandContext context)
    {
        var symbols = new RunSymbols();
        var dryRun = Flags.Flag("--dry-run", "Print the agent specs as JSON and start nothing");
        var json = Flags.Json("Print the started agents as one document orch.list/1");
        var command = new OrchCommand(
            "create",
            "Plan a task, start its agents and return at once",
            "orch dispatcher create --agent-cli gemini \"Fix PR #123 review blockers\"",
            "orch dispatcher create --dry-run \"Investigate failing CI\" > agents.json",
            "orch dispatcher create --spec agents.json",
            "orch dispatcher create --plan release.md --max-agents 8",
            "orch dispatcher create --planner claude --dry-run \"Move the API to OpenTelemetry\"");
        symbols.AddTo(command);
        command.Options.Add(dryRun);
        command.Options.Add(json);
        command.SetAction((parsed, ct) => RunAsync(
            symbols.Read(parsed, context.Surroundings.Directory), parsed.GetValue(dryRun), parsed.GetValue(json), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(RunOptions options, bool dryRun, bool json, CommandContext context, CancellationToken ct)
    {
        if (dryRun)
        {
            var plan = await new PlanSources(options, RunStart.Configure(options, context), context).PlanAsync(ct);
            context.Terminal.Json(plan.Specs, PlanningJson.Default.IReadOnlyListAgentSpec);
            return ExitCodes.Success;
        }

        using var state = context.OpenState();
        var started = await RunStart.StartAsync(options, context, state, ct);
        var code = RunStart.Report(started, json: false, context.Terminal);
        if (json)
        {
            Documents.WriteList(started, context.Terminal);
        }

        return code;
    }
}
