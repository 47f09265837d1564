using System.Diagnostics;

namespace Orch.Processes;

/// <summary>
/// A program in a session and process group of its own, which is killed when this process dies and can be ended as a whole.
/// Everything that descends from it is found again by the marker in its environment (see <see cref="Leftovers"/>).
/// </summary>
internal sealed class OwnedProcess : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    // Only a process that hangs inside the kernel outlives SIGKILL that long.
    private static readonly TimeSpan KillGrace = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource closing = new();

    private OwnedProcess(Process process, string input, TimeProvider time)
    {
        this.process = process;
        this.time = time;
        Pid = process.Id;
        Output = process.StandardOutput.BaseStream;
        Error = process.StandardError.BaseStream;
        _ = ProcessPipes.FeedAsync(process, input, closing.Token);
        Exited = WaitAsync();
    }

    /// <summary>Process id, which is also the id of its session and of its process group.</summary>
    public int Pid { get; }

    public Stream Output { get; }

    public Stream Error { get; }

    /// <summary>Completes with the exit code as a shell reports it; <see cref="SessionLauncher.CannotStart"/>, with the reason on standard error, when the kernel refused the program. Pipes may still hold output then.</summary>
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
        return new(await thread.RunAsync(() => ProcessRunner.Start(launched)), spec.Input, time);
    }

    /// <summary>
    /// Ends the whole session: SIGTERM to the process group, and SIGKILL to what is left after the grace, also when the program itself
    /// went at once and left others behind. Returns when the program has been reaped; of a program that hangs inside the kernel, after ten seconds more.
    /// </summary>
    public async Task EndAsync(TimeSpan grace)
    {
        var started = time.GetTimestamp();
        Signal(NativeMethods.SigTerm);
        Signal(NativeMethods.SigContinue);
        while (IsThere() && time.GetElapsedTime(started) < grace)
        {
            var step = Task.Delay(Step, time);
            await (Exited.IsCompleted ? step : Task.WhenAny(Exited, step));
        }

        Signal(NativeMethods.SigKill);
        await Task.WhenAny(Exited, Task.Delay(KillGrace, time));
    }

    /// <summary>Closes the pipes, and kills what still runs.</summary>
    public void Dispose()
    {
        if (closing.IsCancellationRequested)
        {
            return;
        }

        closing.Cancel();
        Signal(NativeMethods.SigKill);
        Output.Dispose();
        Error.Dispose();
    }

    private bool IsThere() => !Exited.IsCompleted || Members().Any();

    // The number of a process that was reaped is not given away while its session has members.
    private IEnumerable<ProcessEntry> Members() => ProcessTable.All().Where(entry => entry.Session == Pid && entry.Pid != Pid && !entry.IsZombie);

    private void Signal(int signal)
    {
        if (!Exited.IsCompleted && NativeMethods.Kill(-Pid, signal) != 0)
        {
            // It is not yet the leader of its own group.
            _ = NativeMethods.Kill(Pid, signal);
        }

        // Those that have groups of their own, as an interactive shell gives them to its jobs, and those that outlived the leader.
        foreach (var member in Members())
        {
            _ = NativeMethods.Kill(member.Pid, signal);
        }
    }

    private async Task<int> WaitAsync()
    {
        using (process)
        {
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
    }
}
