using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Orch.Processes;

/// <summary>The one place that starts processes.</summary>
internal sealed class ProcessRunner(TimeProvider time)
{
    // What a child leaves running in the background may hold its pipes open; the output that matters is there by then.
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(2);

    /// <summary>Runs a program to its end. A timeout, or the cancellation, kills it together with its children.</summary>
    /// <exception cref="OrchException">The program is not there or does not start (environment).</exception>
    public async Task<ProcessResult> RunAsync(ProcessSpec spec, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        using var process = Start(spec);
        var output = new CappedBuffer(spec.Capture);
        var error = new CappedBuffer(spec.Capture);
        var pipes = Task.WhenAll(
            DrainAsync(process.StandardOutput.BaseStream, output),
            DrainAsync(process.StandardError.BaseStream, error),
            FeedAsync(process, spec.Input));

        var timedOut = false;
        using (var deadline = new CancellationTokenSource(spec.Timeout, time))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token))
        {
            try
            {
                await process.WaitForExitAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                ct.ThrowIfCancellationRequested();
                timedOut = true;
            }
        }

        var duration = time.GetElapsedTime(started);
        await Task.WhenAny(pipes, Task.Delay(PipeGrace, time, ct));
        lock (output)
        {
            lock (error)
            {
                return new(process.ExitCode, output.ToString(), error.ToString(), timedOut, duration);
            }
        }
    }

    /// <summary>Hands the terminal to a program and waits for it: standard streams are shared.</summary>
    public static async Task<int> RunOnTerminalAsync(ProcessSpec spec, CancellationToken ct)
    {
        using var process = StartProcess(Describe(spec, redirect: false), spec);
        await process.WaitForExitAsync(ct);
        return process.ExitCode;
    }

    internal static Process Start(ProcessSpec spec) => StartProcess(Describe(spec, redirect: true), spec);

    internal static async Task FeedAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(input));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input, before it had read all: its exit tells.
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
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private static Process StartProcess(ProcessStartInfo info, ProcessSpec spec)
    {
        try
        {
#pragma warning disable RS0030 // the one home of process starts
            return Process.Start(info)!;
#pragma warning restore RS0030
        }
        catch (Win32Exception e)
        {
            var where = spec.WorkingDirectory is { } directory && !Directory.Exists(directory) ? $" in {directory}, which is not there" : "";
            throw OrchException.Environment($"cannot start {spec.Program}{where}: {e.Message}", e);
        }
    }

    private static async Task DrainAsync(Stream stream, CappedBuffer into)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                lock (into)
                {
                    into.Append(buffer.AsSpan(0, read));
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe went away with its process.
        }
    }
}
