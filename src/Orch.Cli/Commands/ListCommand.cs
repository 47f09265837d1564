using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Live;
using Orch.State;
using Spectre.Console;

namespace Orch.Cli.Commands;

/// <summary><c>orch list</c>.</summary>
internal static class ListCommand
{
    internal static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    public static Command Create(CommandContext context)
    {
        var all = Flags.Flag("--all", "Also agents that ended more than a day ago");
        var json = Flags.Json("Print one document orch.list/1");
        var command = new OrchCommand("list", "List agents and live sessions with their true state", "orch list", "orch list --all --json") { all, json };
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetValue(all), parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        // tmux answers while the record is read.
        var looking = new LiveSessions(context.Surroundings).ListAsync(ct);
        using var state = context.OpenState();
        var now = context.Surroundings.Time.GetUtcNow();
        var agents = state.Queue.Show(state.Listing.Read(options.All ? null : now - Recent));
        var sessions = (await looking).Select(session => session.Record()).ToList();
        var terminal = context.Terminal;
        if (options.Json)
        {
            terminal.Json(new AgentListRecord(agents, sessions), StateJson.Default.AgentListRecord);
        }
        else if (agents.Count + sessions.Count > 0)
        {
            Show(agents, sessions, now, terminal);
        }
        else
        {
            terminal.Note(state.Listing.HasAny()
                ? "no agents but such that ended more than a day ago: 'orch list --all' shows them"
                : "no agents yet: orch \"TASK\" starts one");
        }

        return ExitCodes.Success;
    }

    private static void Show(IReadOnlyList<AgentRecord> agents, IReadOnlyList<LiveSessionRecord> sessions, DateTimeOffset now, Terminal terminal)
    {
        var console = terminal.OutConsole();
        if (agents.Count > 0)
        {
            console.Write(AgentTable.Of(agents, now, terminal.OutSize.Columns));
        }

        if (agents.Count > 0 && sessions.Count > 0)
        {
            console.WriteLine();
        }

        if (sessions.Count > 0)
        {
            console.Write(SessionTable.Of(sessions, now));
        }
    }

    internal sealed record Options(bool All, bool Json);
}
