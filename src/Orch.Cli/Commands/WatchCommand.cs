using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Cli.Watching;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch watch</c>.</summary>
internal static class WatchCommand
{
    public static Command Create(CommandContext context)
    {
        var all = Flags.Flag("--all", "Also agents that ended more than a day ago");
        var once = Flags.Flag("--once", "Print the table once and return; for pipes");
        var command = new OrchCommand(
            "watch",
            "Show all agents in a live table on the whole screen, with keys to attach, read, answer and stop; ? lists them",
            "orch watch",
            "orch watch --all",
            "orch watch --once") { all, once };
        command.Notes =
        [
            "Keys: arrows, j and k select; enter details, a attach, l log, d changes, e why, s say something, x stop (asks), ? help, q quit. The agents go on when you leave.",
            "NO_COLOR takes the colours away. Without a terminal it is refused; --once prints the table for a pipe.",
        ];
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetValue(all), parsed.GetValue(once)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        var terminal = context.Terminal;
        if (!options.Once && !(terminal.IsInteractive && terminal.OutKind.IsTerminal))
        {
            throw OrchException.Environment("watch needs a terminal that can move its cursor: 'orch watch --once' prints the table once, 'orch events -f' follows without one");
        }

        using var state = context.OpenState();
        var board = new WatchBoard(state, context.Surroundings.Time, agent => options.All || IsRecent(agent, context.Surroundings.Time.GetUtcNow()));
        if (!options.Once)
        {
            using var screen = new Screen(terminal);
            return await new WatchLoop(context, state, board, screen).RunAsync(ct);
        }

        board.Refresh();
        foreach (var line in WatchView.Table(board.Rows, terminal.OutSize.Columns, terminal.Time.GetUtcNow(), terminal.OutKind))
        {
            terminal.Out.WriteLine(line);
        }

        return ExitCodes.Success;
    }

    private static bool IsRecent(AgentRecord agent, DateTimeOffset now) => agent.EndedAt is not { } ended || now - ended <= ListCommand.Recent;

    internal sealed record Options(bool All, bool Once);
}
