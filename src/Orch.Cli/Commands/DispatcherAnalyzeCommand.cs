using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Planning;

namespace Orch.Cli.Commands;

/// <summary><c>orch dispatcher analyze TASK…</c>.</summary>
internal static class DispatcherAnalyzeCommand
{
    public static Command Create(CommandContext context)
    {
        var symbols = new RunSymbols();
        var json = Flags.Json("Print the plan as an array of agent specs");
        var command = new OrchCommand(
            "analyze",
            "Print the plan for a task and start nothing",
            "orch dispatcher analyze \"Fix failing tests in PR #123\"",
            "orch dispatcher analyze --agent-cli codex --json \"Refactor auth middleware\"");
        symbols.AddTo(command);
        command.Options.Add(json);
        command.SetAction((parsed, ct) => RunAsync(symbols.Read(parsed, context.Surroundings.Directory), parsed.GetValue(json), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(RunOptions options, bool json, CommandContext context, CancellationToken ct)
    {
        var plan = await new PlanSources(options, RunStart.Configure(options, context), context).PlanAsync(ct);
        if (json)
        {
            context.Terminal.Json(plan.Specs, PlanningJson.Default.IReadOnlyListAgentSpec);
        }
        else
        {
            PlanText.Write(plan, context.Terminal.Out);
        }

        return ExitCodes.Success;
    }
}
