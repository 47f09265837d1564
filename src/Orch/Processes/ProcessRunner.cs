using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Orch.Processes;

/// <summary>The one place that starts processes.</summary>
internal sealed class ProcessRunner(TimeProvider time)
{
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(2);

    // Only a process that hangs inside the kernel outlives SIGKILL that long.
    private static readonly TimeSpan KillGrace = TimeSpan.FromSeconds(10);

    /// <summary>Runs a program to its end. A timeout, or the cancellation, kills it together with its children.</summary>
    /// <exception cref="OrchException">The program is not there or does not start (environment).</exception>
    public async Task<ProcessResult> RunAsync(ProcessSpec spec, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var started = time.GetTimestamp();
        using var process = Start(spec);
        using var pipes = new ProcessPipes(process, spec.Input, spec.Capture);
        var timedOut = !await ExitsInTimeAsync(process, spec.Timeout, ct);
        var duration = time.GetElapsedTime(started);
        await pipes.CompleteAsync(PipeGrace, time);
        return new(ExitCode(process), pipes.Output, pipes.Error, timedOut, duration);
    }

    /// <summary>Hands the terminal to a program and waits for it: standard streams are shared. The cancellation asks it to end (SIGTERM), so that it can put the terminal in order.</summary>
    public Task<int> RunOnTerminalAsync(ProcessSpec spec, CancellationToken ct) => RunOnTerminalAsync(spec, input: null, ct);

    /// <summary>The same for a program that shows what it is given on standard input; it need not read all of it.</summary>
    public async Task<int> RunOnTerminalAsync(ProcessSpec spec, string? input, CancellationToken ct)
    {
        var info = Describe(spec, redirect: false);
        info.RedirectStandardInput = input is not null;
        using var process = StartProcess(info, spec);
        try
        {
            if (input is not null)
            {
                await FeedAsync(process, input, ct);
            }

            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException) when (!process.HasExited)
        {
            _ = NativeMethods.Kill(process.Id, NativeMethods.SigTerm);
            if (!await WaitAsync(process, PipeGrace))
            {
                await KillAsync(process);
            }

            throw;
        }

        return process.ExitCode;
    }

    private static async Task FeedAsync(Process process, string input, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(input), ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has seen enough.
        }
    }

    internal static Process Start(ProcessSpec spec) => StartProcess(Describe(spec, redirect: true), spec);

    private static int ExitCode(Process process) => process.HasExited ? process.ExitCode : 128 + NativeMethods.SigKill;

    private async Task<bool> ExitsInTimeAsync(Process process, TimeSpan timeout, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            await process.WaitForExitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            var before = process.HasExited;
            await KillAsync(process);
            ct.ThrowIfCancellationRequested();
            return before;
        }
    }

    private async Task KillAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is AggregateException or Win32Exception or InvalidOperationException)
        {
            // Some of them were gone already, or run as another user.
        }

        await WaitAsync(process, KillGrace);
    }

    private async Task<bool> WaitAsync(Process process, TimeSpan atMost)
    {
        using var deadline = new CancellationTokenSource(atMost, time);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static ProcessStartInfo Describe(ProcessSpec spec, bool redirect)
    {
        var program = ProgramFinder.Find(spec.Program, spec.Environment)
            ?? throw OrchException.Environment($"{spec.Program} is not installed or not on PATH");
        var info = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = redirect,
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
            WorkingDirectory = spec.WorkingDirectory ?? "",
        };
        foreach (var argument in spec.Arguments)
        {
            info.ArgumentList.Add(Whole(argument, spec));
        }

        info.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
        {
            info.Environment[name] = Whole(value, spec);
        }

        return info;
    }

    // The kernel would take what comes before the zero for the whole.
    private static string Whole(string text, ProcessSpec spec) => text.Contains('\0')
        ? throw OrchException.Usage($"cannot start {spec.Program}: an argument or environment value holds a NUL character, which no program can be given: remove it")
        : text;

    private static Process StartProcess(ProcessStartInfo info, ProcessSpec spec)
    {
        try
        {
            return StartedChildren.Start(info);
        }
        catch (Win32Exception e)
        {
            var where = spec.WorkingDirectory is { } directory && !Directory.Exists(directory) ? $" in {directory}, which is not there" : "";
            throw OrchException.Environment($"cannot start {spec.Program}{where}: {e.Message}", e);
        }
    }
}
