using Orch.Processes;
using Orch.Sessions;
using Orch.State;

namespace Orch.Live;

/// <summary>
/// The verb <c>__live</c> of the orch binary, which owns one live session: it starts the CLI on the session's terminal with the environment that it was
/// handed, takes messages for it, and when it ends or is to end, ends all that it left.
/// </summary>
internal sealed class LiveHost(string name, TextWriter terminal, Surroundings here)
{
    public const string Verb = "__live";

    /// <summary>Owns the session to its end.</summary>
    /// <param name="name">The session's name.</param>
    /// <param name="terminal">Its terminal, where it sets the first title and says why it did not start.</param>
    /// <returns>The CLI's exit code.</returns>
    public static async Task<int> RunAsync(string name, TextWriter terminal)
    {
        try
        {
            return await new LiveHost(name, terminal, Surroundings.OfThisProcess("")).RunAsync();
        }
        catch (OrchException e)
        {
            await terminal.WriteLineAsync($"orch: {e.Message}");
            return ProcessReplacement.CannotStart;
        }
    }

    private async Task<int> RunAsync()
    {
        using var signals = new HostSignals();
        var creator = here.Environment.GetValueOrDefault(SessionEnvironment.Handover) ?? throw OrchException.Usage($"{Verb} is for orch itself: 'orch live' starts a session");
        using var handover = await SupervisorHandover.ReceiveAsync(creator, here.Time, signals.Ending);
        try
        {
            return await OwnAsync(handover, signals.Ending);
        }
        catch (OrchException e)
        {
            await handover.RefuseAsync(e.Message, CancellationToken.None);
            throw;
        }
    }

    private async Task<int> OwnAsync(Handover handover, CancellationToken ct)
    {
        Leftovers.BecomeSubreaper();
        using var door = HandoverSocket.Listen(here.State.Path, handover.Environment.GetValueOrDefault("TMPDIR") ?? "/tmp", "/tmp");
        var mark = new LiveMark(Ids.New("live"), handover.Cli, handover.Directory, here.Time.GetUtcNow(), door.Path);
        await new TmuxServer(here.State, here.Runner, here.Environment).MarkAsync(name, mark.Text(), ct);
        await terminal.WriteAsync($"\e]2;{LiveLook.NoTitle}\e\\");

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = here.Runner.RunOnTerminalAsync(Spec(handover, mark), ending.Token);
        try
        {
            if (running.IsFaulted)
            {
                await running;
            }

            if (!await handover.ConfirmAsync(ending.Token))
            {
                await ending.CancelAsync();
            }

            var serving = new LiveDesk(name, door, new LiveTyping(name, here), here.Time).RunAsync(ending.Token);
            var exitCode = await running;
            await ending.CancelAsync();
            await serving;
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        finally
        {
            await LiveProcesses.EndAsync(mark.Id, Environment.ProcessId, here.Time);
        }
    }

    // Its terminal is the pane, whatever the creator's was.
    private ProcessSpec Spec(Handover handover, LiveMark mark)
    {
        var environment = handover.Environment.Where(one => one.Key is not ("LINES" or "COLUMNS")).ToDictionary(StringComparer.Ordinal);
        foreach (var variable in (string[])["TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION"])
        {
            environment.Remove(variable);
            if (here.Environment.TryGetValue(variable, out var value))
            {
                environment[variable] = value;
            }
        }

        environment["PWD"] = handover.Directory;
        environment[Leftovers.AgentMarker] = mark.Id;
        return new(handover.Command[0], [.. handover.Command.Skip(1)]) { Environment = environment, WorkingDirectory = handover.Directory };
    }
}
