using Orch.Processes;
using Orch.State;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>
/// Runs the user's validation command on one exact commit: in a checkout that was made for it and is removed afterwards, so that neither a
/// file that was not committed nor a hook has a part in it.
/// </summary>
/// <param name="workspace">The workspace that the commit comes from, with an undisguised git.</param>
/// <param name="surroundings">The user's environment, the launcher and the clock.</param>
/// <param name="starter">The thread that starts the command.</param>
/// <param name="redactor">Keeps secrets out of the log.</param>
internal sealed class ValidationRun(Workspace workspace, Surroundings surroundings, StarterThread starter, Redactor redactor)
{
    private const string FolderName = "validation";

    // What is left in the pipes after the last process has gone is read within moments.
    private static readonly TimeSpan DrainGrace = TimeSpan.FromSeconds(5);

    /// <param name="order">What is validated.</param>
    /// <param name="isConfigurationTrusted">The repository's configuration is as it was before the agent began.</param>
    /// <param name="ct">Cancellation ends the command and removes the checkout.</param>
    public async Task<ValidationOutcome> RunAsync(ValidationOrder order, bool isConfigurationTrusted, CancellationToken ct)
    {
        var folder = Path.Combine(order.Folder, FolderName);
        using var log = ValidationLog.Create(order.Folder);
        log.Say($"$ {redactor.Redact(order.Command)}");
        log.Say($"# in a fresh checkout of {order.Commit}");
        ValidationOutcome outcome;
        try
        {
            // One may be left of a supervisor that died.
            ScratchDirectory.Delete(folder);
            StateDirectory.EnsurePrivate(folder);

            // Some builds call their products after the directory.
            var checkout = Path.Combine(folder, "checkout", Path.GetFileName(Path.TrimEndingDirectorySeparator(workspace.Plan.Repository.TopLevel)));
            var notes = await CheckOutAsync(order, checkout, isConfigurationTrusted, ct);
            outcome = await SetUpAsync(order, checkout, log, ct) ?? await ExecuteAsync(order.Command, order, checkout, log, ct);
            outcome = outcome with { Notes = [.. notes, .. outcome.Notes] };
        }
        catch (Exception e) when (e is OrchException or IOException or UnauthorizedAccessException)
        {
            outcome = new() { Command = order.Command, Obstacle = e.Message };
        }
        finally
        {
            ScratchDirectory.Delete(folder);
        }

        log.Say(outcome switch
        {
            { Obstacle: { } obstacle } => $"# could not be run: {redactor.Redact(obstacle)}",
            { TimedOut: true } => $"# ended after {outcome.Duration.TotalSeconds:0.0} s, its time was over",
            _ => $"# exit code {outcome.ExitCode} after {outcome.Duration.TotalSeconds:0.0} s",
        });
        return outcome with { Command = redactor.Redact(outcome.Command), Tail = log.Tail, Log = log.Path, LogSha256 = log.Close() };
    }

    private async Task<IReadOnlyList<string>> CheckOutAsync(ValidationOrder order, string checkout, bool isTrusted, CancellationToken ct)
    {
        var facts = workspace.Plan.Repository;
        var configuration = await CheckoutConfiguration.ReadAsync(workspace.Repository, facts, isTrusted, ct);
        await new ScratchCheckout(workspace.Repository, configuration).MakeAsync(facts.GitDirectory, order.Commit, checkout, ct);
        return await new SubmoduleCheckout(workspace).FillAsync(checkout, order.Commit, order.BaseSha, ct);
    }

    /// <summary>Makes the checkout ready as a workspace is; gives an outcome when that failed already.</summary>
    private async Task<ValidationOutcome?> SetUpAsync(ValidationOrder order, string checkout, ValidationLog log, CancellationToken ct)
    {
        if (order.Setup.CopyFrom is { } from)
        {
            foreach (var note in new CheckoutCopy(from, checkout).Copy(order.Setup.Copy))
            {
                log.Say($"# {note}");
            }
        }

        if (order.Setup.Command is not { } command)
        {
            return null;
        }

        log.Say($"$ {redactor.Redact(command)}");
        var outcome = await ExecuteAsync(command, order, checkout, log, ct);
        log.Say($"# setup: {(outcome.TimedOut ? "ended, its time was over" : $"exit code {outcome.ExitCode}")}");
        return outcome.ExitCode == 0 && !outcome.TimedOut ? null : outcome with { Notes = ["that was the setup, the validation command was not run"] };
    }

    private async Task<ValidationOutcome> ExecuteAsync(string command, ValidationOrder order, string checkout, ValidationLog log, CancellationToken ct)
    {
        var temporary = Path.Combine(order.Folder, FolderName, "tmp");
        StateDirectory.EnsurePrivate(temporary);
        var time = surroundings.Time;
        var started = time.GetTimestamp();
        using var process = await OwnedProcess.StartAsync(
            surroundings.OrchBinary,
            new ProcessSpec("sh", "-c", command)
            {
                Environment = ValidationEnvironment.Build(surroundings.Environment, order.FurtherVariables, temporary, order.AgentId),
                WorkingDirectory = checkout,
            },
            starter,
            time);
        var pipes = Task.WhenAll(log.KeepAsync(process.Output, redactor), log.KeepAsync(process.Error, redactor));
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

        var duration = time.GetElapsedTime(started);
        await Task.WhenAny(pipes, Task.Delay(DrainGrace, time, CancellationToken.None));
        return new()
        {
            Command = command,
            ExitCode = process.Exited.IsCompletedSuccessfully ? await process.Exited : null,
            TimedOut = timedOut,
            Duration = duration,
        };
    }
}
