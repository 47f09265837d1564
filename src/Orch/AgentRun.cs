using Orch.Agents;
using Orch.Cleaning;
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
        await new AgentSetup(surroundings, state, starter, redactor).RunAsync(name, assignment, workspace, await EnvironmentAsync(workspace, stop), stop);
        var remote = new AgentRemote(surroundings, state.Directory.EnsureAgent(name), plan, () => DeliveredBefore.Of(state, name));
        var start = await ProofStart.LoadOrTakeAsync(workspace, remote.Exists ? remote.SnapshotAsync : null, state.Directory.Agent(name), stop);
        var turns = new AgentTurns(state, name, assignment);
        var (next, repairs) = (turns.Begin(), assignment.Settings.Repair);
        ProofRun? proof = null;
        while (true)
        {
            Move(AgentState.Running, next.Reason);
            var end = await AttemptAsync(workspace, next, stop);
            if (end.Step == ChainStep.Check && turns.Said(end) is { } said)
            {
                (next, repairs) = (said, assignment.Settings.Repair);
                continue;
            }

            if (!await GoesOnAsync(end))
            {
                return;
            }

            if (AgentQuestion.Find(end.Last.Report.FinalText) is { } question)
            {
                if (Ask(NeedsKinds.Question, question))
                {
                    return;
                }

                (next, repairs) = (Late(turns, end), assignment.Settings.Repair);
                continue;
            }

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
                (next, repairs) = (turns.Repair(end, output), repairs - 1);
                continue;
            }

            var delivery = new AgentDelivery(state, name, plan, workspace.Repository, remote, new(surroundings, state, assignment, plan, remote));
            if (await new AgentFinish(state, name, assignment.Settings.DraftUnverified, delivery, redactor, surroundings.Time, Move).FinishAsync(proof, findings, end, stop))
            {
                return;
            }

            (next, repairs) = (Late(turns, end), assignment.Settings.Repair);
        }
    }

    // It was seen in the transaction that would have stopped the agent.
    private TurnOrder Late(AgentTurns turns, SeriesEnd end) => turns.Said(end) ?? throw OrchException.Failed($"what was said to {name} is gone from the record");

    /// <summary>The recorded plan with what was not recorded because it may hold a password, read again before anything of the agent ran.</summary>
    private async Task<WorkspacePlan> KnownPlanAsync(CancellationToken stop)
    {
        var facts = await RepositoryReader.ReadAsync(surroundings.Runner, surroundings.Environment, assignment.Plan.Repository.TopLevel, stop);
        return assignment.Plan with
        {
            Repository = facts with { ConfigurationHash = assignment.Plan.Repository.ConfigurationHash },
            TakeOverRescue = await new AgentCleaner(surroundings, state).TakeOverAsync(assignment, stop),
        };
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

    private async Task<SeriesEnd> AttemptAsync(Workspace place, TurnOrder turn, CancellationToken stop)
    {
        var isGiven = false;
        var agent = state.Agents.Get(name).Record;
        var catalog = AgentCatalog.Of(assignment.Settings.Agents);
        var series = new AttemptSeries(surroundings, state, new AttemptRunner(surroundings, starter, redactor), observer, redactor);
        return await series.RunAsync(
            new SeriesOrder
            {
                AgentName = name,
                AgentId = agent.Id,
                Chain = [.. agent.CliChain.Select(cli => catalog.Find(cli) ?? throw OrchException.Usage($"unknown agent CLI '{cli}'"))],
                First = turn.First,
                ResumeSession = turn.Session,
                Model = agent.Model,
                Prompt = turn.Prompt,
                FirstHandOff = turn.NeedsHandOff ? await HandOffAsync(place) : null,
                HandOff = () => HandOffAsync(place),
                SpentSince = turn.SpentSince,
                OnHeard = Heard,
                Workspace = place.Plan.Directory,
                Environment = await EnvironmentAsync(place, stop),
                Settings = assignment.Settings,
            },
            stop);

        void Heard(int attempt)
        {
            if (turn.Turn is { } said && !isGiven)
            {
                isGiven = true;
                state.Turns.Deliver(said, attempt);
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(Workspace place, CancellationToken stop)
    {
        var remotes = (await place.Repository.RunAsync(["remote"], ct: stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var guardrails = Guardrails.Make(state.Directory.EnsureAgent(name), surroundings.OrchBinary, surroundings.Environment, remotes, place.Plan.Repository);
        return AgentEnvironment.Build(surroundings.Environment, state.Agents.Get(name).Record, surroundings.State.Path, guardrails);
    }

    private ProofOrder ProofOrder(Workspace place, ProofStart start) => new()
    {
        AgentId = state.Agents.Get(name).Record.Id,
        Attribution = Attribution(),
        Workspace = place,
        Start = start,
        Validate = assignment.Settings.Validate,
        Setup = assignment.Settings.Setup,
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
            case ChainStep.AskBudget:
                Ask(NeedsKinds.Budget, $"{verdict.Detail ?? "the budget is used up"}: 'orch send {name} \"go on\"' grants the same again");
                return false;
            case ChainStep.AskPerson:
                Ask(NeedsKinds.Permission, verdict.Detail ?? "the agent CLI's permission rules refused what the task needs");
                return false;
            case ChainStep.GiveUp:
                var kinds = state.Agents.Get(name).Record.Attempts.Select(one => $"{one.Cli}: {(one.Outcome is { } kind ? SnakeCase.Of(kind) : "?")}");
                End(AgentState.Failed, $"no agent CLI could finish ({string.Join(", ", kinds)}): {verdict.Detail}");
                return false;
            default:
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

    /// <summary>Stops for a person; not when something was said to the agent in the meantime.</summary>
    private bool Ask(string kind, string text)
    {
        var stopped = state.Agents.StopUnlessSpokenTo(name, Stopped);
        if (stopped is null && kind != NeedsKinds.Question)
        {
            // What was said is no permission and no money: it waits with the agent.
            stopped = state.Agents.Update(name, Stopped);
        }

        observer.OnStep(stopped is null ? "a person has spoken meanwhile" : $"needs a human: {text}");
        return stopped is not null;

        AgentRecord Stopped(AgentRecord agent) => agent with
        {
            State = AgentState.NeedsHuman,
            Reason = redactor.Redact(text),
            Needs = new(kind, redactor.Redact(text), surroundings.Time.GetUtcNow(), agent.Attempts.Count),
        };
    }

    private void Move(AgentState to, string? reason = null)
    {
        observer.OnStep(reason is null ? SnakeCase.Of(to) : $"{SnakeCase.Of(to)}: {reason}");
        state.Agents.Update(name, agent => agent with { State = to, Reason = reason, Needs = null });
    }

    private void End(AgentState to, string reason)
    {
        observer.OnStep($"{SnakeCase.Of(to)}: {reason}");
        state.Agents.Update(name, agent => agent with { State = to, Reason = redactor.Redact(reason), Needs = null });
    }
}
