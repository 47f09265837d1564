using System.Diagnostics;
using System.Text;

namespace Orch.Processes;

/// <summary>The three pipes of a child: feeds its input, keeps its outputs drained, and closes them. Disposing the process alone does not.</summary>
internal sealed class ProcessPipes : IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly Process process;
    private readonly CappedBuffer output;
    private readonly CappedBuffer error;
    private readonly Task all;

    public ProcessPipes(Process process, string input, int capture)
    {
        this.process = process;
        output = new(capture);
        error = new(capture);
        all = Task.WhenAll(
            DrainAsync(process.StandardOutput.BaseStream, output),
            DrainAsync(process.StandardError.BaseStream, error),
            FeedAsync(process, input, closing.Token));
    }

    public string Output => Text(output);

    public string Error => Text(error);

    /// <summary>Waits until the pipes are at their ends, at most for the grace: what the child left running in the background may hold them open.</summary>
    public async Task CompleteAsync(TimeSpan grace, TimeProvider time)
    {
        try
        {
            await all.WaitAsync(grace, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // The output that matters is there by then.
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        process.StandardOutput.Dispose();
        process.StandardError.Dispose();
        closing.Dispose();
    }

    /// <summary>Writes the input and closes it.</summary>
    public static async Task FeedAsync(Process process, string input, CancellationToken ct)
    {
        var stream = process.StandardInput.BaseStream;
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(input), ct);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It ended, or closed its input, before it had read all: its exit tells.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    private async Task DrainAsync(Stream stream, CappedBuffer into)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, closing.Token)) > 0)
            {
                lock (into)
                {
                    into.Append(buffer.AsSpan(0, read));
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe went away with its process.
        }
    }

    private static string Text(CappedBuffer buffer)
    {
        lock (buffer)
        {
            return buffer.ToString();
        }
    }
}
