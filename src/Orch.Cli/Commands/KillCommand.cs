using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Commands;

/// <summary><c>orch kill NAME…</c>.</summary>
internal static class KillCommand
{
    public static Command Create(CommandContext context)
    {
        var names = Flags.AgentNames(ArgumentArity.ZeroOrMore);
        var all = Flags.Flag("--all", "Every agent that has not ended");
        var command = new OrchCommand(
            "kill",
            "Stop agents safely: their processes end, their work is kept",
            "orch kill fix-login",
            "orch kill --all") { names, all };
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetValue(names) ?? [], parsed.GetValue(all)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        if (options.All == options.Names.Count > 0)
        {
            throw OrchException.Usage(options.All ? "kill takes names or --all, not both" : "kill whom? Give names, or --all ('orch list' shows them)");
        }

        context.RefuseAgents("orch kill");
        using var state = context.OpenState();
        var agents = options.All
            ? state.Agents.Snapshot().Agents.Where(agent => !agent.Record.State.IsEnd()).ToList()
            : [.. options.Names.Distinct(StringComparer.Ordinal).Select(name => state.Agents.Require(name))];
        if (agents.Count == 0)
        {
            context.Terminal.Note("there is no agent that has not ended");
        }

        var killer = new AgentKiller(context.Surroundings, state);
        var codes = await Task.WhenAll(agents.Select(agent => KillAsync(agent.Record, killer, context.Terminal, ct)));
        return codes.FirstOrDefault(code => code != ExitCodes.Success);
    }

    // One that cannot be stopped does not keep the others alive.
    private static async Task<int> KillAsync(AgentRecord before, AgentKiller killer, Terminal terminal, CancellationToken ct)
    {
        try
        {
            var after = await killer.KillAsync(before.Name, ct);
            terminal.Say(TerminalText.Line(Report(before, after)));
            return ExitCodes.Success;
        }
        catch (OrchException e)
        {
            terminal.Note(e.Message);
            return ExitCodes.Of(e.Kind);
        }
    }

    private static string Report(AgentRecord before, AgentRecord after)
    {
        if (before.State.IsEnd())
        {
            return $"{after.Name} had ended already: {SnakeCase.Of(after.State)}";
        }

        return after.State == AgentState.Cancelled
            ? $"{after.Name} is stopped{(after.Workspace is { } workspace ? $"; its work is kept in {workspace}" : "")}"
            : $"{after.Name} ended by itself before it was stopped: {SnakeCase.Of(after.State)}";
    }

    internal sealed record Options(IReadOnlyList<string> Names, bool All);
}
