using System.CommandLine;

namespace Orch.Cli.Commands;

/// <summary><c>orch run TASK…</c>.</summary>
internal static class RunCommand
{
    public static Command Create(CommandContext context)
    {
        var symbols = new RunSymbols();
        var detach = Flags.Flag("--detach", "Return as soon as the agents are seen to have started", "-d");
        var json = Flags.Json("Print one document at the end: orch.agent/1, for several agents orch.list/1");
        var command = new OrchCommand(
            Shorthand.Run,
            "Plan a task, start its agents and follow them until they end; Ctrl-C stops following, not the agents",
            "orch \"Fix the flaky login test\"",
            "orch run --agent-cli claude,codex --validate 'dotnet test' \"Add retry metrics\"",
            "orch run --pr 123 \"Address the review comments\"",
            "orch run --detach --json \"Refactor the auth middleware\"");
        symbols.AddTo(command);
        command.Options.Add(detach);
        command.Options.Add(json);
        command.Notes =
        [
            "Exit codes: 0 verified or answered, 1 failed, 2 wrong usage, 3 unverified, 4 needs a human, 5 something is missing here, 7 refused, 130 stopped following. Of several agents the worst counts.",
            "'orch watch' shows all agents meanwhile, 'orch attach NAME' one of them at work.",
        ];
        command.SetAction((parsed, ct) => RunAsync(
            symbols.Read(parsed, context.Surroundings.Directory), parsed.GetValue(detach), parsed.GetValue(json), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(RunOptions options, bool detach, bool json, CommandContext context, CancellationToken ct)
    {
        using var state = context.OpenState();
        var started = await RunStart.StartAsync(options, context, state, ct);
        if (detach)
        {
            return RunStart.Report(started, json, context.Terminal);
        }

        return await AgentWatching.WatchAsync([.. started.Select(agent => agent.Name)], json, state, context, ct);
    }
}
