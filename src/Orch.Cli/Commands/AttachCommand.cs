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
            "Show an agent's session on this terminal; C-b d leaves it and the agent goes on",
            "orch attach fix-login") { name };
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetRequiredValue(name)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        using var state = context.OpenState();
        var agent = state.Agents.Require(options.Name).Display();
        var surroundings = context.Surroundings;
        var tmux = new TmuxServer(state.Directory, surroundings.Runner, surroundings.Environment);
        var session = agent.Session ?? agent.Name;
        if (agent.State.IsEnd() || !await tmux.ExistsAsync(session, ct))
        {
            return await ShowRecordAsync(agent, state, context, ct);
        }

        if (!context.Terminal.IsInteractive)
        {
            throw OrchException.Environment($"attach needs a terminal: 'orch logs {agent.Name} -f' follows without one");
        }

        context.Terminal.Note($"showing {agent.Name}; C-b d leaves, the agent goes on");
        await surroundings.Runner.RunOnTerminalAsync(tmux.AttachSpec(session), CancellationToken.None);
        return ExitCodes.Success;
    }

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
