using Orch.Processes;

namespace Orch.Live;

/// <summary>Ends a live session and everything it started.</summary>
internal sealed class LiveKiller(Surroundings surroundings)
{
    // The host needs the grace of what it ends, and a moment.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public async Task KillAsync(LiveSession session, CancellationToken ct)
    {
        if (ProcessIdentity.Of(session.Host) is { } host)
        {
            _ = NativeMethods.Kill(host.Pid, NativeMethods.SigTerm);
            var started = surroundings.Time.GetTimestamp();
            while (host.IsAlive() && surroundings.Time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Step, surroundings.Time, ct);
            }

            // What a host leaves that was killed itself, or hangs.
            await LiveProcesses.EndAsync(session.Mark.Id, host.Pid, surroundings.Time);
        }

        await new LiveSessions(surroundings).Tmux.KillAsync(session.Name, CancellationToken.None);
        Tidy(session.Mark.Socket);
    }

    private static void Tidy(string socket)
    {
        if (Path.GetDirectoryName(socket) is { } folder && Path.GetFileName(folder).StartsWith("start_", StringComparison.Ordinal) && Directory.Exists(folder))
        {
            File.Delete(socket);
            Directory.Delete(folder);
        }
    }
}
