using System.CommandLine;
using Orch.Agents;
using Orch.Configuration;
using Orch.Live;

namespace Orch.Cli.Commands;

/// <summary><c>orch live</c>.</summary>
internal static class LiveCommand
{
    public static Command Create(CommandContext context)
    {
        var cli = Flags.Text("--cli", "C", "The agent CLI (default: the configured one, else the first installed of gemini, claude, codex)");
        var name = Flags.Text("--name", "N", "The session's name (default: the CLI's and a number, as claude-1)");
        var directory = Flags.Text("--dir", "D", "The directory to work in (default: this one)");
        var model = Flags.Text("--model", "M", "The model (default: the configured one, else the CLI's own)");
        var permissions = Flags.Choice("--permissions", "vendor keeps the CLI's own questions (default); skip switches them off", PermissionWords.All);
        var detached = Flags.Flag("--detached", "Only start it; 'orch attach NAME' shows it");
        var command = new OrchCommand(
            "live",
            "Start an agent CLI for yourself, in a session that goes on when you leave it",
            "orch live",
            "orch live --cli codex --name review --dir ../app",
            "orch live --detached && orch send claude-1 'Explain the build'") { cli, name, directory, model, permissions, detached };
        command.SetAction((parsed, ct) => RunAsync(
            new(
                new()
                {
                    Cli = parsed.GetValue(cli),
                    Name = parsed.GetValue(name),
                    Directory = parsed.GetValue(directory),
                    Model = parsed.GetValue(model),
                    SkipPermissions = parsed.GetValue(permissions) == PermissionWords.Skip,
                },
                parsed.GetValue(detached)),
            context,
            ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        if (options.Order.SkipPermissions)
        {
            context.RefuseAgents("orch live --permissions skip");
        }

        using var state = context.OpenState();
        var session = await new LiveStart(context.Surroundings, state).StartAsync(options.Order, ct);
        var terminal = context.Terminal;
        terminal.Say($"{session.Name}: {session.Mark.Cli} in {Rendering.TerminalText.Line(session.Mark.Directory)} {Seen(session)}");
        if (!options.Detached && terminal.IsInteractive)
        {
            return await AttachCommand.ShowAsync(session.Name, session.Name, "it", context, ct);
        }

        if (session.State != LiveState.Waiting)
        {
            terminal.Say($"'orch attach {session.Name}' shows it, 'orch send {session.Name} TEXT' speaks to it, 'orch kill {session.Name}' ends it");
        }

        return session.State == LiveState.Waiting ? ExitCodes.NeedsHuman : ExitCodes.Success;
    }

    private static string Seen(LiveSession session) => session.State switch
    {
        LiveState.Waiting => $"waits for an answer of yours to a question of its own: 'orch attach {session.Name}' shows it",
        LiveState.Idle or LiveState.Busy => "is ready",
        _ => "runs, but was not seen to be ready",
    };

    internal sealed record Options(LiveOrder Order, bool Detached);
}
