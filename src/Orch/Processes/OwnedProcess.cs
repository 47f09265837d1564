using System.Diagnostics;

namespace Orch.Processes;

/// <summary>
/// A program in a session and process group of its own, which is killed when this process dies and can be ended as a whole.
/// Everything that descends from it is found again by the marker in its environment (see <see cref="Leftovers"/>).
/// </summary>
internal sealed class OwnedProcess : IDisposable
{
    private readonly Process process;
    private readonly TimeProvider time;

    private OwnedProcess(Process process, TimeProvider time)
    {
        this.process = process;
        this.time = time;
        Exited = WaitAsync();
    }

    /// <summary>Process id, which is also the id of its session and of its process group.</summary>
    public int Pid => process.Id;

    public Stream Output => process.StandardOutput.BaseStream;

    public Stream Error => process.StandardError.BaseStream;

    /// <summary>Completes with the exit code as a shell reports it. Pipes may still hold output then.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts a program through <see cref="SessionLauncher"/>.</summary>
    /// <param name="launcher">The orch binary.</param>
    /// <param name="spec">What to run; its timeout and capture do not apply here, the owner keeps time.</param>
    /// <param name="thread">The thread that starts it: the kernel's parent-death signal belongs to the thread that forked, so it has to live as long as the process.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="OrchException">The program is not there (environment).</exception>
    public static async Task<OwnedProcess> StartAsync(string launcher, ProcessSpec spec, StarterThread thread, TimeProvider time)
    {
        var program = ProgramFinder.Find(spec.Program, spec.Environment)
            ?? throw OrchException.Environment($"{spec.Program} is not installed or not on PATH");
        var launched = spec with { Program = launcher, Arguments = SessionLauncher.Arguments(program, spec.Arguments) };
        var started = await thread.RunAsync(() => ProcessRunner.Start(launched));
        _ = ProcessRunner.FeedAsync(started, spec.Input);
        return new(started, time);
    }

    /// <summary>Ends the whole process group: SIGTERM, and SIGKILL to what is left after the grace. Returns when the program itself has been reaped.</summary>
    public async Task EndAsync(TimeSpan grace)
    {
        Signal(NativeMethods.SigTerm);
        await Task.WhenAny(Exited, Task.Delay(grace, time));
        Signal(NativeMethods.SigKill);
        await Exited;
    }

    public void Dispose() => process.Dispose();

    // A group that is gone already makes the call fail, which is what was wanted.
    private void Signal(int signal) => _ = NativeMethods.Kill(-Pid, signal);

    private async Task<int> WaitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
