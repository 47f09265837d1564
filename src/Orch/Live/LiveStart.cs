using Orch.Agents;
using Orch.Planning;
using Orch.Sessions;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Live;

/// <summary>Starts interactive sessions, and sees them come to their prompt.</summary>
internal sealed class LiveStart(Surroundings surroundings, OrchState state)
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan BetweenAnswers = TimeSpan.FromSeconds(2);

    // Some show their prompt for a moment before a dialog comes up over it.
    private static readonly TimeSpan Settles = TimeSpan.FromMilliseconds(800);
    private const int NameTries = 1000;
    private const int LastWords = 4;

    private readonly LiveSessions sessions = new(surroundings);

    /// <summary>Starts a session.</summary>
    /// <returns>The session as it was last seen: idle or busy when it is ready, waiting when a dialog of the CLI's own stands there, starting or unknown when its prompt was not seen in time.</returns>
    /// <exception cref="OrchException">Something is wrong or missing, or the name is taken; nothing was started. Or the CLI ended (failed).</exception>
    public async Task<LiveSession> StartAsync(LiveOrder order, CancellationToken ct)
    {
        var directory = Path.GetFullPath(order.Directory ?? ".", surroundings.Directory);
        if (!System.IO.Directory.Exists(directory))
        {
            throw OrchException.Usage($"there is no directory {directory}: make it, or name another with --dir");
        }

        directory = RealPath.Of(directory);
        if (order.Name is { } given && !NameMaker.IsName(given))
        {
            throw OrchException.Usage($"'{OneLine.Of(given, 60)}' is no name for a session: use a-z, 0-9 and '-', at most {NameMaker.Longest} characters, beginning with a letter or digit");
        }

        var choice = LiveCliChoice.Of(order, directory, surroundings);
        var name = await HostAsync(order.Name, choice, directory, ct);
        try
        {
            return await ReadyAsync(name, choice, ct);
        }
        finally
        {
            await sessions.Tmux.ReleaseAsync(name, CancellationToken.None);
        }
    }

    /// <summary>Brings a host to life under the wanted name, or the first that is free.</summary>
    private async Task<string> HostAsync(string? wanted, LiveCliChoice choice, string directory, CancellationToken ct)
    {
        var message = new HandoverMessage(SessionEnvironment.ForSupervisor(choice.Environment), directory)
        {
            Command = [choice.Program, .. choice.Launch.Arguments],
            Cli = choice.Cli.Name,
        };
        for (var n = 1; ; n++)
        {
            var name = wanted ?? $"{choice.Cli.Name}-{n}";
            if (state.Agents.Find(name) is { } agent && (wanted is null || !agent.Record.State.IsEnd()))
            {
                if (wanted is not null)
                {
                    throw OrchException.Conflict($"the name {name} is that of an agent that has not ended: choose another with --name");
                }

                continue;
            }

            try
            {
                var start = new SupervisorStart(surroundings.State, sessions.Tmux, surroundings.Time);
                var result = await start.StartAsync(name, [surroundings.OrchBinary, LiveHost.Verb, name], message, keepWhenFailed: true, ct);
                return result.Failure is null ? name : throw OrchException.Failed($"{choice.Cli.Name} was not started: {result.Failure}");
            }
            catch (OrchException e) when (e.Kind == OrchErrorKind.Conflict && wanted is null && n < NameTries)
            {
                // The next number may be free.
            }
        }
    }

    private async Task<LiveSession> ReadyAsync(string name, LiveCliChoice choice, CancellationToken ct)
    {
        var started = surroundings.Time.GetTimestamp();
        var (answered, isIdleSince) = (TimeSpan.MinValue, TimeSpan.MaxValue);
        while (true)
        {
            var elapsed = surroundings.Time.GetElapsedTime(started);
            if (await sessions.FindAsync(name, ct) is not { } session)
            {
                throw await EndedAsync(name, choice, ct);
            }

            isIdleSince = session.State is LiveState.Idle ? elapsed < isIdleSince ? elapsed : isIdleSince : TimeSpan.MaxValue;
            if (session.State is LiveState.Waiting && await AnswersTrustAsync(name, choice, ct))
            {
                if (answered == TimeSpan.MinValue || elapsed - answered > BetweenAnswers)
                {
                    answered = elapsed;
                    await sessions.Tmux.PressAsync(name, ["Enter"], ct);
                }
            }
            else if (session.State is LiveState.Busy or LiveState.Waiting || elapsed - Settles >= isIdleSince || elapsed > ReadyWithin)
            {
                return session;
            }

            await Task.Delay(Step, surroundings.Time, ct);
        }
    }

    private async Task<bool> AnswersTrustAsync(string name, LiveCliChoice choice, CancellationToken ct) =>
        choice.Launch.TrustChosen is { } words
        && (await sessions.Tmux.CapturePaneAsync(name, ct))?.Contains(words, StringComparison.Ordinal) == true;

    private async Task<OrchException> EndedAsync(string name, LiveCliChoice choice, CancellationToken ct)
    {
        var words = (await sessions.Tmux.CapturePaneAsync(name, ct) ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith("Pane is dead", StringComparison.Ordinal))
            .TakeLast(LastWords)
            .ToList();
        return OrchException.Failed($"{choice.Cli.Name} ended before it was ready{(words.Count == 0 ? "" : $"; it said: {OneLine.Of(string.Join(' ', words), 500)}")}");
    }
}
