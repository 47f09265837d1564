using Orch.Agents;
using Orch.Cleaning;
using Orch.Processes;
using Orch.Proof;
using Orch.Recovery;
using Orch.State;
using Orch.SubAgents;
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
    private readonly AgentProgress progress;
    private Workspace? workspace;

    public AgentRun(Surroundings surroundings, OrchState state, string name, IAgentObserver observer)
    {
        this.surroundings = surroundings;
        this.state = state;
        this.name = name;
        this.observer = observer;
        redactor = new(KnownSecrets.From(surroundings.Environment));
        assignment = Assignment.Parse(state.Agents.Get(name).Assignment);
        progress = new(surroundings, state, name, observer, redactor);
        state.Journal.Fault = JournalFault.From(surroundings.Environment);
    }

    /// <summary>Carries the agent out and records its end.</summary>
    /// <param name="stop">The process was asked to go: because the user killed the agent, or because the machine goes down.</param>
    public async Task CarryOutAsync(CancellationToken stop)
    {
        try
        {
            await ThroughTheRoomsAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && state.Reserve is not { IsGiven: true })
        {
            await StoppedAsync();
        }
        catch (Exception) when (state.Reserve is { IsGiven: true })
        {
            progress.DiskFull();
        }
        catch (OrchException e)
        {
            progress.End(AgentState.Failed, e.Message);
        }
        catch (Exception e)
        {
            // The outermost edge of the process that owns the agent: what nobody foresaw still has to become a recorded end.
            progress.End(AgentState.Failed, $"unexpected {e.GetType().Name}: {e.Message}");
        }
    }

    public void Dispose() => starter.Dispose();

    private async Task ThroughTheRoomsAsync(CancellationToken stop)
    {
        var before = new AgentReconciliation(surroundings, state, name, assignment);
        await before.RunAsync(stop);
        progress.Move(AgentState.Preparing);
        var plan = await KnownPlanAsync(stop);
        workspace = await MakeWorkspaceAsync(plan, stop);
        await new AgentSetup(surroundings, state, starter, redactor).RunAsync(name, assignment, workspace, await EnvironmentAsync(workspace, stop), stop);
        var remote = new AgentRemote(surroundings, state.Directory.EnsureAgent(name), plan, () => DeliveredBefore.Of(state, name));
        var start = await ProofStart.LoadOrTakeAsync(workspace, remote.Exists ? remote.SnapshotAsync : null, state.Directory.Agent(name), stop);
        var turns = new AgentTurns(state, name, assignment);
        var repairs = new AgentRepairs(state, name, assignment.Settings.Repair);
        if (state.Turns.Next(name) is not null)
        {
            repairs.Renew();
        }

        var next = turns.Begin();
        var finished = await before.FinishedAsync(stop);
        ProofRun? proof = null;
        while (true)
        {
            var end = finished ?? await RunningAsync(workspace, next, stop);
            finished = null;
            if (end.Step == ChainStep.Check && turns.Said(end) is { } said)
            {
                repairs.Renew();
                next = said;
                continue;
            }

            if (end.Step == ChainStep.Cancel)
            {
                await StoppedAsync();
                return;
            }

            if (!progress.GoesOn(end))
            {
                return;
            }

            if ((AgentTools.TakeQuestion(state, name) ?? AgentQuestion.Find(end.Last.Report.FinalText)) is { } question)
            {
                if (progress.Ask(NeedsKinds.Question, question))
                {
                    return;
                }

                repairs.Renew();
                next = Late(turns, end);
                continue;
            }

            progress.Move(AgentState.Validating);
            proof ??= new ProofRun(ProofOrder(workspace, start), surroundings, starter);
            proof.Attribution = Attribution();
            var leftovers = await state.Journal.RunAsync(name, JournalStep.CommitLeftovers, "what was left uncommitted", () => proof.CommitLeftoversAsync(stop), one => one.Head);
            var findings = await state.Journal.RunAsync(
                name,
                JournalStep.Validate,
                leftovers.Head,
                async () => await proof.CheckCommitAsync(leftovers, await remote.ObserveAsync(start, stop), stop),
                one => SnakeCase.Of(one.Outcome));
            if (findings.FailedValidationOutput is { } output && repairs.TryBegin(redactor.Redact(output)))
            {
                next = turns.Repair(end, output);
                continue;
            }

            var delivery = new AgentDelivery(state, name, plan, workspace.Repository, remote, new(surroundings, state, assignment, plan, remote));
            if (await new AgentFinish(state, name, assignment.Settings.DraftUnverified, delivery, redactor, surroundings.Time, progress.Move).FinishAsync(proof, findings, end, stop))
            {
                return;
            }

            repairs.Renew();
            next = Late(turns, end);
        }
    }

    private Task<SeriesEnd> RunningAsync(Workspace place, TurnOrder next, CancellationToken stop)
    {
        progress.Move(AgentState.Running, next.Reason);
        return AttemptAsync(place, next, stop);
    }

    // It was seen in the transaction that would have stopped the agent.
    private TurnOrder Late(AgentTurns turns, SeriesEnd end) => turns.Said(end) ?? throw OrchException.Failed($"what was said to {name} is gone from the record");

    /// <summary>The recorded plan with what was not recorded because it may hold a password, read again before anything of the agent ran.</summary>
    private async Task<WorkspacePlan> KnownPlanAsync(CancellationToken stop)
    {
        var facts = await RepositoryReader.ReadAsync(surroundings.Runner, surroundings.Environment, assignment.Plan.Repository.TopLevel, stop);
        var plan = assignment.Plan with
        {
            Repository = facts with { ConfigurationHash = assignment.Plan.Repository.ConfigurationHash },
            TakeOverRescue = await new AgentCleaner(surroundings, state).TakeOverAsync(assignment, stop),
        };
        return plan with { TakeOverSha = await new VanishedWorkspace(surroundings, state, name).StandsAtAsync(plan, stop) };
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
        await using var desk = new SubAgentDesk(surroundings, state, name, place);
        var series = new AttemptSeries(surroundings, state, new AttemptRunner(surroundings, starter, redactor, state.Reserve), observer, redactor);
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
                OnWorked = new AgentRepairs(state, name, assignment.Settings.Repair).Given,
                Workspace = place.Plan.Directory,
                Environment = await EnvironmentAsync(place, stop),
                Settings = assignment.Settings,
                Tools = assignment.Settings.Tools ? AgentTools.Of(surroundings, agent) : null,
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
        ValidateTimeout = assignment.Settings.ValidateTimeout,
        MayChangeChecks = assignment.Settings.MayChangeChecks,
        Entrusted = () => AgentTools.Entrusted(state, name),
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

    /// <summary>Stopped from outside: saves the work; the end is recorded only when the user wanted it to end.</summary>
    private async Task StoppedAsync()
    {
        if (workspace is { } place)
        {
            await RescueAsync(place, "the agent was stopped");
        }

        progress.Stopped();
    }
}
