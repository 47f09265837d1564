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
        var prompt = Flags.Flag("--prompt", "Print what each agent would be told, word for word; looks at the repository and its remote as a start does");
        var command = new OrchCommand(
            "analyze",
            "Print the plan for a task and start nothing",
            "orch dispatcher analyze \"Fix failing tests in PR #123\"",
            "orch dispatcher analyze --agent-cli codex --json \"Refactor auth middleware\"",
            "orch dispatcher analyze --plan release.md",
            "orch dispatcher analyze --prompt \"Add a health endpoint\"");
        symbols.AddTo(command);
        command.Options.Add(json);
        command.Options.Add(prompt);
        command.SetAction((parsed, ct) => RunAsync(
            symbols.Read(parsed, context.Surroundings.Directory), parsed.GetValue(json), parsed.GetValue(prompt), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(RunOptions options, bool json, bool prompt, CommandContext context, CancellationToken ct)
    {
        if (json && prompt)
        {
            throw OrchException.Usage("--json prints the plan and --prompt what the agents are told: give one of them");
        }

        var run = RunStart.Configure(options, context);
        var plan = await new PlanSources(options, run, context).PlanAsync(ct);
        if (prompt)
        {
            foreach (var (name, text) in await new PromptPreview(context.Surroundings).ComposeAsync(plan.Specs, run.Settings, ct))
            {
                context.Terminal.Out.WriteLine($"===== {name} =====\n{TerminalText.Block(text)}");
            }

            return ExitCodes.Success;
        }

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
