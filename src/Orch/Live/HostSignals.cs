using System.Runtime.InteropServices;

namespace Orch.Live;

/// <summary>What the kernel and tmux tell the owner of a session. The keys that a person presses are meant for the CLI, which shares the terminal.</summary>
internal sealed class HostSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public HostSignals() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, End),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, End),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => context.Cancel = true),
        PosixSignalRegistration.Create(PosixSignal.SIGTSTP, context => context.Cancel = true),
    ];

    /// <summary>The session is to end: somebody asked for it, or its terminal is gone.</summary>
    public CancellationToken Ending => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void End(PosixSignalContext context)
    {
        context.Cancel = true;
        source.Cancel();
    }
}
