using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Sessions;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch attach NAME</c>.</summary>
internal static class AttachCommand
{
    public static Command Create(CommandContext context)
    {
        var name = Flags.AgentName();
        var command = new OrchCommand(
            "attach",
            "Show the session of an agent, or a live session, on this terminal; C-b d leaves it and it goes on",
            "orch attach fix-login",
            "orch attach claude-1") { name };
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetRequiredValue(name)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        using var state = context.OpenState();
        if (await AtHand.FindAsync(options.Name, state, context, ct) is { } session)
        {
            return await ShowAsync(session.Name, session.Name, "it", context, ct);
        }

        var agent = state.Agents.Get(options.Name).Display();
        var name = agent.Session ?? agent.Name;
        return agent.State.IsEnd() || !await Tmux(context).ExistsAsync(name, ct)
            ? await ShowRecordAsync(agent, state, context, ct)
            : await ShowAsync(agent.Name, name, "the agent", context, ct);
    }

    /// <summary>Shows a session until it is left or ends, and says how to return.</summary>
    public static async Task<int> ShowAsync(string name, string session, string who, CommandContext context, CancellationToken ct)
    {
        var (terminal, surroundings) = (context.Terminal, context.Surroundings);
        if (!terminal.IsInteractive)
        {
            throw OrchException.Environment($"attach needs a terminal: {(who == "it" ? $"'orch send {name} TEXT' speaks to it" : $"'orch logs {name} -f' follows")} without one");
        }

        var tmux = Tmux(context);
        var isNested = surroundings.Environment.GetValueOrDefault("TMUX") is { Length: > 0 };
        terminal.Note($"showing {name}; {(isNested ? "C-b C-b d" : "C-b d")} leaves, {who} goes on{(isNested ? " (the first C-b is for the tmux around it, if that has the same key)" : "")}");
        await surroundings.Runner.RunOnTerminalAsync(tmux.AttachSpec(session), CancellationToken.None);
        terminal.Note(await tmux.ExistsAsync(session, ct)
            ? $"{name} goes on: 'orch attach {name}' returns to it"
            : $"the session of {name} has ended");
        return ExitCodes.Success;
    }

    private static TmuxServer Tmux(CommandContext context) => new(context.Surroundings.State, context.Surroundings.Runner, context.Surroundings.Environment);

    private static async Task<int> ShowRecordAsync(AgentRecord agent, OrchState state, CommandContext context, CancellationToken ct)
    {
        await new AgentLog(state, context.Terminal, context.Surroundings.Time).ShowAsync(agent.Name, only: null, ct);
        context.Terminal.Note(agent.State.IsEnd()
            ? $"{agent.Name} has ended, its session is gone; this was its transcript"
            : $"{agent.Name} has no session to show; this is its transcript so far, and 'orch logs {agent.Name} -f' follows it");
        new Summary(context.Terminal.Error, context.Terminal.ErrorKind, context.Terminal.Time.GetUtcNow()).Write(agent);
        return ExitCodes.Success;
    }

    internal sealed record Options(string Name);
}
