using System.Runtime.InteropServices;

namespace Orch.Cli;

/// <summary>Turns Ctrl-C and SIGTERM into a cancellation, once; the second one ends the process as it would without this.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interruption() =>
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        // Not to be set to false: a supervisor has handlers of its own that keep the process.
        context.Cancel |= !source.IsCancellationRequested;
        source.Cancel();
    }
}
