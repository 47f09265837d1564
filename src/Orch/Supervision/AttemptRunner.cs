using Orch.Agents;
using Orch.Processes;
using Orch.State;

namespace Orch.Supervision;

/// <summary>Launches an agent CLI, reads its stream as it comes, ends it when it has to be ended, and leaves no process of it behind.</summary>
/// <param name="surroundings">The orch binary that launches, and the clock.</param>
/// <param name="starter">The thread that starts it; lives as long as the supervisor.</param>
/// <param name="redactor">Keeps secrets out of the logs.</param>
/// <param name="reserve">Once it is given away, the logs end: the room is for the record of the end.</param>
internal sealed class AttemptRunner(Surroundings surroundings, StarterThread starter, Redactor redactor, DiskReserve? reserve = null)
{
    // What is left in the pipes after the last process has gone is read within moments.
    private static readonly TimeSpan DrainGrace = TimeSpan.FromSeconds(5);

    public async Task<AttemptResult> RunAsync(AttemptOrder order, Action<AgentEvent> observe, CancellationToken kill)
    {
        var reader = order.Cli.CreateReader();
        if (order.Cli.Obstacle(order.Environment, Environment.IsPrivilegedProcess, order.SkipPermissions) is { } obstacle)
        {
            return new(new(obstacle.Kind, obstacle.Message), reader.Report, null);
        }

        OwnedProcess process;
        OwnFolder? folder;
        try
        {
            (process, folder) = await StartAsync(order);
        }
        catch (OrchException e)
        {
            return Judge(order, new(surroundings.Time.GetLocalNow(), reader.Report) { CouldNotStart = e.Message });
        }

        using (process)
        {
            try
            {
                return await FollowAsync(order, process, reader, observe, kill);
            }
            finally
            {
                folder?.Remove(order.Workspace);
            }
        }
    }

    private AttemptEnd End(AttemptResult result) => new(
        result.Verdict.Outcome,
        result.ExitCode,
        result.Verdict.Detail is { } detail ? redactor.Redact(detail) : null,
        result.Report.SessionId,
        result.Report.Model,
        result.Report.InputTokens,
        result.Report.OutputTokens,
        result.Report.CostUsd,
        result.Report.FinalText is { } text ? redactor.Redact(text) : null,
        surroundings.Time.GetUtcNow());

    private static AttemptResult Judge(AttemptOrder order, AttemptFacts facts) =>
        new(AttemptClassifier.Classify(order.Cli, facts), facts.Report, facts.ExitCode);

    private async Task<AttemptResult> FollowAsync(
        AttemptOrder order, OwnedProcess process, AgentStreamReader reader, Action<AgentEvent> observe, CancellationToken kill)
    {
        using var watch = new AttemptWatch(order.Timeout, order.IdleTimeout, surroundings.Time);
        using var over = new CancellationTokenSource();
        var full = reserve?.Given ?? CancellationToken.None;
        using var stream = CappedLog.CreateUntil(Path.Combine(order.Folder, "stream.jsonl"), full);
        using var errors = CappedLog.CreateUntil(Path.Combine(order.Folder, "stderr.log"), full);
        using var exit = ExitRecord.Reserve(order.Folder);
        var pumps = Task.WhenAll(
            PumpAsync(process.Output, stream, line => reader.Read(line)),
            PumpAsync(process.Error, errors, line => reader.ReadError(line), reader.IsForPeople));
        _ = pumps.ContinueWith(_ => watch.Stop(OwnAction.Killed), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

        var stop = watch.WaitAsync(kill, over.Token);
        var endedInTime = true;
        if (await Task.WhenAny(process.Exited, stop) == stop)
        {
            lock (reader)
            {
                endedInTime = reader.Report.HasEnded;
            }

            await process.EndAsync(SupervisedProcesses.Grace);
        }

        await over.CancelAsync();
        var reason = await stop;
        await SupervisedProcesses.Of(order.AgentId, surroundings.Time).EndAsync(SupervisedProcesses.Grace);
        await Task.WhenAny(pumps, Task.Delay(DrainGrace, surroundings.Time, CancellationToken.None));
        if (pumps.IsFaulted)
        {
            // What the CLI did could not be recorded: it must not go on unseen.
            await pumps;
        }

        int? exitCode = process.Exited.IsCompletedSuccessfully ? await process.Exited : null;
        lock (reader)
        {
            foreach (var one in reader.Finish(exitCode ?? SessionLauncher.CannotStart))
            {
                observe(one);
            }

            var result = Judge(order, new(surroundings.Time.GetLocalNow(), reader.Report)
            {
                Action = reason.Action,
                EndedInTime = endedInTime,
                Sign = reason.Sign,
                ExitCode = exitCode,
            });
            exit.Write(End(result));
            return result;
        }

        async Task PumpAsync(Stream from, CappedLog log, Func<string, IReadOnlyList<AgentEvent>> read, Func<string, bool>? counts = null)
        {
            await foreach (var line in LineReader.ReadAsync(from, ct: CancellationToken.None))
            {
                if (counts?.Invoke(line.Text) is not false)
                {
                    watch.Heard();
                    log.WriteLine(redactor.Redact(line.Text));
                }

                IReadOnlyList<AgentEvent> events;
                lock (reader)
                {
                    events = read(line.Text);
                }

                foreach (var one in events)
                {
                    observe(one);
                    if (EarlySigns.ShouldStop(one, order.HasNext))
                    {
                        watch.Stop(OwnAction.EarlySign, one as AgentEvent.Retrying);
                    }
                    else if (one is AgentEvent.Used used && order.IsOverBudget(used))
                    {
                        watch.Stop(OwnAction.Budget);
                    }
                    else if (one is AgentEvent.Ended)
                    {
                        watch.ShouldLeave();
                    }
                }
            }
        }
    }

    private async Task<(OwnedProcess Process, OwnFolder? Folder)> StartAsync(AttemptOrder order)
    {
        var binary = AgentCatalog.Resolve(order.Cli, order.Environment);
        if (binary.Path is not { } program)
        {
            throw OrchException.Environment(binary.Problem ?? $"{order.Cli.Name} is not installed");
        }

        var scratch = Path.Combine(order.Folder, "tmp");
        StateDirectory.EnsurePrivate(scratch);
        var turn = new AgentTurn
        {
            Prompt = order.Prompt,
            PromptFile = Path.Combine(order.Folder, "prompt.md"),
            Model = order.Model,
            SessionId = order.ResumeSession,
            Workspace = order.Workspace,
            ScratchDirectory = scratch,
            SkipPermissions = order.SkipPermissions,
            MaxUsd = order.MaxUsd,
            AnswerSchema = order.AnswerSchema,
            Environment = order.Environment,
            ExtraArguments = order.ExtraArguments,
            Tools = order.Tools,
        };
        turn = order.Tools is not { } tools || !order.Cli.TakesTools(turn) ? turn with { Tools = null }
            : order.ResumeSession is null ? turn with { Prompt = AgentPrompt.WithTools(order.Prompt, tools.Name) }
            : turn;
        PrivateFile.Write(turn.PromptFile, turn.Prompt);
        var launch = order.Cli.Launch(turn);
        foreach (var (path, content) in launch.Files)
        {
            PrivateFile.Write(path, content);
        }

        launch.Folder?.Write(order.Workspace);

        var spec = new ProcessSpec(program, launch.Arguments)
        {
            Environment = Changed(order, launch.Environment),
            WorkingDirectory = order.Workspace,
            Input = launch.Input,
        };
        try
        {
            return (await OwnedProcess.StartAsync(surroundings.OrchBinary, spec, starter, surroundings.Time), launch.Folder);
        }
        catch
        {
            launch.Folder?.Remove(order.Workspace);
            throw;
        }
    }

    private static IReadOnlyDictionary<string, string> Changed(AttemptOrder order, IReadOnlyDictionary<string, string?> changes)
    {
        // As a shell does it: some CLIs, opencode for one, work where PWD says, which would be the user's own checkout.
        var changed = new Dictionary<string, string>(order.Environment, StringComparer.Ordinal) { ["PWD"] = order.Workspace };
        changed.Remove("OLDPWD");
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                changed.Remove(name);
            }
            else
            {
                changed[name] = value;
            }
        }

        return changed;
    }
}
