using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary>From options to agents that were seen to start.</summary>
internal static class RunStart
{
    public static async Task<IReadOnlyList<AgentRecord>> StartAsync(RunOptions options, CommandContext context, OrchState state, CancellationToken ct)
    {
        if (options.Settings.Validate is not null)
        {
            context.RefuseAgents("--validate");
        }

        var run = Configure(options, context);
        var sources = new PlanSources(options, run, context);
        var specs = (await sources.PlanAsync(ct)).Specs;
        var started = await new AgentStart(context.Surroundings, state).StartAsync(sources.Text, specs, run.Settings, options.Name is not null, ct);
        foreach (var warning in specs.SelectMany(spec => spec.Warnings).Distinct(StringComparer.Ordinal))
        {
            context.Terminal.Note($"warning: {warning}");
        }

        if (run.Settings.SkipPermissions)
        {
            context.Terminal.Note("the agent CLIs run unattended: their own permission questions are switched off");
        }

        return started;
    }

    /// <summary>Reads the configuration, and says what of it does not count.</summary>
    public static ConfiguredRun Configure(RunOptions options, CommandContext context)
    {
        var run = ConfiguredRun.Read(context.Surroundings, options.Flags, options.Settings);
        if (run.Configuration.IgnoredNotice is { } notice)
        {
            context.Terminal.Note(notice);
        }

        return run;
    }

    /// <summary>Says what was started; for callers that do not follow.</summary>
    public static int Report(IReadOnlyList<AgentRecord> started, bool json, Terminal terminal)
    {
        foreach (var agent in started)
        {
            terminal.Say(TerminalText.Line(agent.State.IsEnd()
                ? $"{agent.Name}: {SnakeCase.Of(agent.State)}{(agent.Reason is { } reason ? $": {reason}" : "")}"
                : $"{agent.Name} is started: 'orch attach {agent.Name}' shows it, 'orch wait {agent.Name}' waits for its end"));
        }

        if (json)
        {
            Documents.Write(started, terminal);
        }

        return started.Any(agent => agent.State == AgentState.Failed) ? ExitCodes.Failed : ExitCodes.Success;
    }
}
