using Orch.Processes;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Supervision;

/// <summary>Makes a new workspace ready: copies what git does not have, then runs the user's setup command there.</summary>
/// <param name="surroundings">The launcher and the clock.</param>
/// <param name="starter">The thread that starts the command.</param>
/// <param name="redactor">Keeps secrets out of the log.</param>
internal sealed class SetupRun(Surroundings surroundings, StarterThread starter, Redactor redactor)
{
    // What is left in the pipes after the last process has gone is read within moments.
    private static readonly TimeSpan DrainGrace = TimeSpan.FromSeconds(5);

    /// <param name="order">What to do, and where.</param>
    /// <param name="ct">Ends the command.</param>
    /// <returns>What should be known, such as a file that was not there.</returns>
    /// <exception cref="OrchException">The workspace could not be made ready (usage or failed).</exception>
    public async Task<IReadOnlyList<string>> RunAsync(SetupOrder order, CancellationToken ct)
    {
        var path = Path.Combine(order.Folder, "setup.log");
        File.Delete(path);
        using var log = CappedLog.Create(path);
        IReadOnlyList<string> notes = [];
        if (order.Setup.CopyFrom is { } from)
        {
            await RefuseTrackableAsync(order, ct);
            notes = new CheckoutCopy(from, order.Workspace.Plan.Directory).Copy(order.Setup.Copy);
            foreach (var line in order.Setup.Copy.Select(one => $"# copied {one}").Concat(notes.Select(note => $"# {note}")))
            {
                log.WriteLine(line);
            }
        }

        if (order.Setup.Command is { } command)
        {
            log.WriteLine($"$ {redactor.Redact(command)}");
            var ending = await ExecuteAsync(command, order, log, ct);
            log.WriteLine($"# {ending ?? "exit code 0"}");
            if (ending is not null)
            {
                throw OrchException.Failed($"the setup of the workspace failed, {ending}: {redactor.Redact(command)}; its output is in {path}");
            }
        }

        return notes;
    }

    // What git does not ignore would become part of the agent's work, secrets in it too.
    private static async Task RefuseTrackableAsync(SetupOrder order, CancellationToken ct)
    {
        foreach (var path in order.Setup.Copy.Select(path => path.TrimEnd('/')).Where(path => Path.Exists(Path.Combine(order.Setup.CopyFrom!, path))))
        {
            var git = order.Workspace.Git;
            var isFolder = Directory.Exists(Path.Combine(order.Setup.CopyFrom!, path));
            var ignored = await git.TryAsync(["check-ignore", "--quiet", "--", isFolder ? path + "/" : path], ct: ct);
            var tracked = await git.TryAsync(["ls-files", "--error-unmatch", "--", path], ct: ct);
            if (ignored.ExitCode == 1 && !tracked.Succeeded)
            {
                throw OrchException.Usage($"copy of {path}: git does not ignore it in the workspace, so it would become part of the agent's work: add it to .gitignore and commit that");
            }
        }
    }

    private async Task<string?> ExecuteAsync(string command, SetupOrder order, CappedLog log, CancellationToken ct)
    {
        var temporary = Path.Combine(order.Folder, "setup-tmp");
        StateDirectory.EnsurePrivate(temporary);
        var time = surroundings.Time;
        using var process = await OwnedProcess.StartAsync(
            surroundings.OrchBinary,
            new ProcessSpec("sh", "-c", command)
            {
                Environment = new Dictionary<string, string>(order.Environment, StringComparer.Ordinal) { ["TMPDIR"] = temporary },
                WorkingDirectory = order.Workspace.Plan.Directory,
            },
            starter,
            time);
        var pipes = Task.WhenAll(KeepAsync(process.Output, log), KeepAsync(process.Error, log));
        var timedOut = false;
        try
        {
            await process.Exited.WaitAsync(order.Timeout, time, ct);
        }
        catch (TimeoutException)
        {
            timedOut = true;
        }
        finally
        {
            await process.EndAsync(SupervisedProcesses.Grace);
            await SupervisedProcesses.Of(order.AgentId, time).EndAsync(SupervisedProcesses.Grace);
        }

        await Task.WhenAny(pipes, Task.Delay(DrainGrace, time, CancellationToken.None));
        return timedOut ? $"ended after {DurationText.Show(order.Timeout)}, its time was over"
            : process.Exited.IsCompletedSuccessfully && await process.Exited is 0 ? null
            : $"exit code {(process.Exited.IsCompletedSuccessfully ? await process.Exited : "unknown")}";
    }

    private async Task KeepAsync(Stream stream, CappedLog log)
    {
        var lines = new LineRedactor(redactor);
        await foreach (var line in LineReader.ReadAsync(stream, ct: CancellationToken.None))
        {
            lock (log)
            {
                log.WriteLine(lines.Redact(line.Text));
            }
        }
    }
}
