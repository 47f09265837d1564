using System.Diagnostics;
using Orch.Coordination;
using Orch.Processes;

namespace Orch.SystemTests.Coordination;

/// <summary>Processes that work with one store of the coordination, to be killed and stopped. Disposing it ends what still runs, each by its own id.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Orch.CoordinationBench");

    private readonly string root = Directory.CreateTempSubdirectory("orch-fleet-").FullName;
    private readonly List<Process> processes = [];
    private readonly List<Task<string>> outputs = [];

    public Fleet() => Store = CoordinationStore.Open(new TaskDispatcherOptions { StateDirectory = State });

    public CoordinationStore Store { get; }

    public string State => Path.Combine(root, "state");

    public string File(string name) => Path.Combine(root, name);

    public Process Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(Program, [arguments[0], State, .. arguments[1..]]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        processes.Add(process);
        outputs.Add(process.StandardOutput.ReadToEndAsync());
        return process;
    }

    public static void Kill(Process process) => _ = NativeMethods.Kill(process.Id, NativeMethods.SigKill);

    public static void Pause(Process process) => _ = NativeMethods.Kill(process.Id, Stop);

    public static void Resume(Process process) => _ = NativeMethods.Kill(process.Id, Continue);

    /// <summary>What all of them said, once all have ended.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync()
    {
        var texts = await Task.WhenAll(outputs);
        foreach (var process in processes)
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        return [.. texts.SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            if (!process.HasExited)
            {
                Kill(process);
            }

            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        Store.Dispose();
        Directory.Delete(root, recursive: true);
    }
}
