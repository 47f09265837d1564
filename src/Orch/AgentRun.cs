using Orch.Agents;
using Orch.Processes;
using Orch.Proof;
using Orch.State;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch;

/// <summary>One agent on its way through all rooms: workspace, attempts, proof, delivery, record.</summary>
internal sealed class AgentRun : IDisposable
{
    private readonly Surroundings surroundings;
    private readonly OrchState state;
    private readonly IAgentObserver observer;
    private readonly StarterThread starter = new();
    private readonly Redactor redactor;
    private readonly Assignment assignment;
    private readonly string name;
    private Workspace? workspace;

    public AgentRun(Surroundings surroundings, OrchState state, string name, IAgentObserver observer)
    {
        this.surroundings = surroundings;
        this.state = state;
        this.name = name;
        this.observer = observer;
        redactor = new(KnownSecrets.From(surroundings.Environment));
        assignment = Assignment.Parse(state.Agents.Get(name).Assignment);
    }

    /// <summary>Carries the agent out and records its end.</summary>
    /// <param name="stop">The process was asked to go: because the user killed the agent, or because the machine goes down.</param>
    public async Task CarryOutAsync(CancellationToken stop)
    {
        try
        {
            await ThroughTheRoomsAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await StoppedAsync();
        }
        catch (OrchException e)
        {
            End(AgentState.Failed, e.Message);
        }
        catch (Exception e)
        {
            // The outermost edge of the process that owns the agent: what nobody foresaw still has to become a recorded end.
            End(AgentState.Failed, $"unexpected {e.GetType().Name}: {e.Message}");
        }
    }

    public void Dispose() => starter.Dispose();

    private async Task ThroughTheRoomsAsync(CancellationToken stop)
    {
        Move(AgentState.Preparing);
        var plan = await KnownPlanAsync(stop);
        workspace = await MakeWorkspaceAsync(plan, stop);
        var remote = new AgentRemote(surroundings, state.Directory.EnsureAgent(name), plan);
        var start = await ProofStart.LoadOrTakeAsync(workspace, remote.Exists ? remote.SnapshotAsync : null, state.Directory.Agent(name), stop);
        var prompts = new AgentPrompts(assignment);

        Move(AgentState.Running);
        var end = await AttemptAsync(workspace, 0, null, prompts.Task, stop);
        ProofRun? proof = null;
        for (var repairs = assignment.Settings.Repair; await GoesOnAsync(end); repairs--)
        {
            Move(AgentState.Validating);
            proof ??= new ProofRun(ProofOrder(workspace, start), surroundings, starter);
            proof.Attribution = Attribution();
            var findings = await state.Journal.RunAsync(
                name,
                JournalStep.Validate,
                "the checks on the commit",
                async () => await proof.CheckAsync(await remote.ObserveAsync(start, stop), stop),
                one => one.HeadSha);
            if (findings.FailedValidationOutput is { } output && repairs > 0)
            {
                Move(AgentState.Running, "the validation failed, its output goes back to the agent");
                end = await AttemptAsync(workspace, end.Index, end.Last.Report.SessionId, handOff => prompts.Repair(output, handOff), stop);
                continue;
            }

            var delivery = new AgentDelivery(surroundings, state, assignment, workspace, remote);
            await new AgentFinish(state, name, delivery, redactor, surroundings.Time, Move).FinishAsync(proof, findings, end, stop);
            return;
        }
    }

    /// <summary>The recorded plan with what was not recorded because it may hold a password, read again before anything of the agent ran.</summary>
    private async Task<WorkspacePlan> KnownPlanAsync(CancellationToken stop)
    {
        var facts = await RepositoryReader.ReadAsync(surroundings.Runner, surroundings.Environment, assignment.Plan.Repository.TopLevel, stop);
        return assignment.Plan with { Repository = facts with { ConfigurationHash = assignment.Plan.Repository.ConfigurationHash } };
    }

    private async Task<Workspace> MakeWorkspaceAsync(WorkspacePlan plan, CancellationToken stop)
    {
        observer.OnStep($"making the workspace {plan.Directory}");
        var made = await state.Journal.RunAsync(
            name,
            JournalStep.MakeWorkspace,
            plan.Directory,
            () => new WorkspaceMaker(surroundings.Runner, surroundings.Environment, surroundings.Time).MakeAsync(plan, stop),
            one => one.Administration);
        state.Agents.Update(name, agent => agent with { Workspace = plan.Directory });
        return made;
    }

    private async Task<SeriesEnd> AttemptAsync(Workspace place, int first, string? session, Func<string?, string> prompt, CancellationToken stop)
    {
        var agent = state.Agents.Get(name).Record;
        var catalog = new AgentCatalog();
        var series = new AttemptSeries(surroundings, state, new AttemptRunner(surroundings, starter, redactor), observer, redactor);
        var remotes = await place.Repository.RunAsync(["remote"], ct: stop);
        return await series.RunAsync(
            new SeriesOrder
            {
                AgentName = name,
                AgentId = agent.Id,
                Chain = [.. agent.CliChain.Select(cli => catalog.Find(cli) ?? throw OrchException.Usage($"unknown agent CLI '{cli}'"))],
                First = first,
                ResumeSession = session,
                Model = agent.Model,
                Prompt = prompt,
                HandOff = _ => HandOffAsync(place),
                Workspace = place.Plan.Directory,
                Environment = AgentEnvironment.Build(
                    surroundings.Environment, agent, surroundings.State.Path, remotes.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
                Settings = assignment.Settings,
            },
            stop);
    }

    private ProofOrder ProofOrder(Workspace place, ProofStart start) => new()
    {
        AgentId = state.Agents.Get(name).Record.Id,
        Attribution = Attribution(),
        Workspace = place,
        Start = start,
        Validate = assignment.Settings.Validate,
        ValidateEnvironment = assignment.Settings.ValidateEnvironment,
        MayChangeChecks = assignment.Settings.MayChangeChecks,
        Folder = state.Directory.EnsureAgent(name),
    };

    private Attribution Attribution()
    {
        var agent = state.Agents.Get(name).Record;
        return new(name, agent.TaskId, assignment.Spec.Task, agent.Attempts[^1].Cli, agent.Attempts[^1].Model);
    }

    private async Task<string> HandOffAsync(Workspace place)
    {
        await RescueAsync(place, "the next agent CLI takes over");
        var agent = state.Agents.Get(name).Record;
        var changed = await place.Git.TryAsync(["diff", "--no-ext-diff", "--no-textconv", "--stat", place.Plan.BaseSha, "--"]);
        var untracked = await place.Git.TryAsync(["ls-files", "--others", "--exclude-standard"]);
        var done = $"{changed.Output}{string.Concat(untracked.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(file => $" {file} (new)\n"))}";
        var transcript = Path.Combine(state.Directory.Attempt(name, agent.Attempts.Count), "stream.jsonl");
        var text = redactor.Redact(HandOff.Text(assignment.Spec.Task, agent.Attempts, done, agent.Checks, transcript));
        PrivateFile.Write(Path.Combine(state.Directory.Agent(name), "handoff.md"), text);
        return text;
    }

    private Task RescueAsync(Workspace place, string reason) => AgentRescue.SaveAsync(state, name, place, reason);

    /// <summary>Whether the attempts left work to check; records the end, or what is needed, when not.</summary>
    private async Task<bool> GoesOnAsync(SeriesEnd end)
    {
        var verdict = end.Last.Verdict;
        switch (end.Step)
        {
            case ChainStep.Cancel:
                await StoppedAsync();
                return false;
            case ChainStep.AskPerson:
                Ask("permission", verdict.Detail ?? "the agent CLI's permission rules refused what the task needs");
                return false;
            case ChainStep.GiveUp:
                var kinds = state.Agents.Get(name).Record.Attempts.Select(one => $"{one.Cli}: {(one.Outcome is { } kind ? SnakeCase.Of(kind) : "?")}");
                End(AgentState.Failed, $"no agent CLI could finish ({string.Join(", ", kinds)}): {verdict.Detail}");
                return false;
            default:
                if (AgentQuestion.Find(end.Last.Report.FinalText) is { } question)
                {
                    Ask("question", question);
                    return false;
                }

                return true;
        }
    }

    /// <summary>Stopped from outside: saves the work; the end is recorded only when the user wanted it to end.</summary>
    private async Task StoppedAsync()
    {
        if (workspace is { } place)
        {
            await RescueAsync(place, "the agent was stopped");
        }

        if (state.Agents.Get(name).CancelRequested)
        {
            End(AgentState.Cancelled, "killed by the user");
        }
    }

    private void Ask(string kind, string text)
    {
        observer.OnStep($"needs a human: {text}");
        state.Agents.Update(name, agent => agent with
        {
            State = AgentState.NeedsHuman,
            Reason = redactor.Redact(text),
            Needs = new(kind, redactor.Redact(text), surroundings.Time.GetUtcNow(), agent.Attempts.Count),
        });
    }

    private void Move(AgentState to, string? reason = null)
    {
        observer.OnStep(reason is null ? SnakeCase.Of(to) : $"{SnakeCase.Of(to)}: {reason}");
        state.Agents.Update(name, agent => agent with { State = to, Reason = reason });
    }

    private void End(AgentState to, string reason)
    {
        observer.OnStep($"{SnakeCase.Of(to)}: {reason}");
        state.Agents.Update(name, agent => agent with { State = to, Reason = redactor.Redact(reason), Needs = null });
    }
}
