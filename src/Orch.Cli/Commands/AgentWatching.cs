using Orch.Cli.Rendering;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Commands;

/// <summary>Follows started agents to their ends and says how they ended.</summary>
internal static class AgentWatching
{
    /// <returns>The exit code for the states they came to.</returns>
    public static async Task<int> WatchAsync(IReadOnlyList<string> names, bool json, OrchState state, CommandContext context, CancellationToken ct)
    {
        var terminal = context.Terminal;
        IProgressView view = terminal.ErrorKind.IsTerminal ? new LiveProgress(terminal, names) : new PlainProgress(terminal);
        var follower = new AgentFollower(state, context.Surroundings.Time);
        try
        {
            var events = follower.FollowAsync(names.ToHashSet(StringComparer.Ordinal), ct);
            await view.ShowAsync(TerminalAlert.WatchAsync(events, terminal, context.Surroundings.Environment.GetValueOrDefault("TERM"), ct), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            terminal.Note(Following.Left(names));
            return ExitCodes.StoppedFollowing;
        }

        var ended = names.Select(name => state.Agents.Get(name).Display()).ToList();
        var summary = new Summary(terminal.Error, terminal.ErrorKind, terminal.Time.GetUtcNow());
        foreach (var agent in ended)
        {
            terminal.Say("");
            summary.Write(agent);
        }

        if (ended.Count > 1)
        {
            terminal.Say("");
            summary.WriteTotal(ended);
        }

        if (json)
        {
            Documents.Write(ended, terminal);
        }

        return ExitCodes.Of([.. ended.Select(agent => agent.State)]);
    }
}
