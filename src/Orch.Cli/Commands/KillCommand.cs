using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Live;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Commands;

/// <summary><c>orch kill NAME…</c>.</summary>
internal static class KillCommand
{
    public static Command Create(CommandContext context)
    {
        var names = Flags.AgentNames(ArgumentArity.ZeroOrMore);
        var all = Flags.Flag("--all", "Every agent that has not ended, and every live session");
        var command = new OrchCommand(
            "kill",
            "Stop agents and live sessions safely: their processes end, their work is kept",
            "orch kill fix-login",
            "orch kill claude-1",
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
        var sessions = await new LiveSessions(context.Surroundings).ListAsync(ct);
        var agents = new List<StoredAgent>();
        if (options.All)
        {
            agents.AddRange(state.Agents.Snapshot().Agents.Where(agent => !agent.Record.State.IsEnd()));
        }
        else
        {
            var names = options.Names.Distinct(StringComparer.Ordinal).ToList();
            var live = sessions.Where(session => names.Contains(session.Name, StringComparer.Ordinal)).ToList();
            agents.AddRange(names.Except(live.Select(session => session.Name), StringComparer.Ordinal)
                .Select(name => state.Agents.Require(name, sessions.Select(session => session.Name))));
            sessions = live;
        }

        if (agents.Count + sessions.Count == 0)
        {
            context.Terminal.Note("there is no agent that has not ended, and no live session");
        }

        var killer = new AgentKiller(context.Surroundings, state);
        var codes = await Task.WhenAll(
        [
            .. agents.Select(agent => KillAsync(agent.Record, killer, context.Terminal, ct)),
            .. sessions.Select(session => KillAsync(session, context, ct)),
        ]);
        return codes.FirstOrDefault(code => code != ExitCodes.Success);
    }

    private static async Task<int> KillAsync(LiveSession session, CommandContext context, CancellationToken ct)
    {
        try
        {
            await new LiveKiller(context.Surroundings).KillAsync(session, ct);
            context.Terminal.Say(TerminalText.Line($"the live session {session.Name} is ended, with all that it started; {session.Mark.Directory} is as it left it"));
            return ExitCodes.Success;
        }
        catch (OrchException e)
        {
            context.Terminal.Note(e.Message);
            return ExitCodes.Of(e.Kind);
        }
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
