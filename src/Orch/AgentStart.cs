using System.Text.Json;
using Orch.Delivery;
using Orch.Planning;
using Orch.Queueing;
using Orch.Sessions;
using Orch.State;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch;

/// <summary>The start of agents: everything that can be wrong is looked at first; then they are recorded and their supervisors seen to start.</summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="state">The record.</param>
internal sealed class AgentStart(Surroundings surroundings, OrchState state)
{
    // Two calls with the same task in the same moment want the same name; the later one takes the next number.
    private const int NameTries = 1000;

    private const string SecretTaken = "what looked like a secret was taken out of the task, and the agent does not see it: give it to the agent by its environment";

    private readonly WorkspacePlanner planner = new(new Git(surroundings.Runner, surroundings.Environment, GitPlace.Discover(surroundings.Directory)));

    // What is recorded is read by others, and a prompt goes to a vendor.
    private readonly Redactor redactor = new(KnownSecrets.From(surroundings.Environment));

    /// <summary>Starts the agents of a plan.</summary>
    /// <param name="taskText">What the user wrote.</param>
    /// <param name="specs">The plan.</param>
    /// <param name="settings">How to carry it out.</param>
    /// <param name="hasFixedName">The user gave the name: a taken one is refused instead of numbered.</param>
    /// <param name="ct">Cancels the looking; not what was started.</param>
    /// <returns>Their records, each with a supervisor that was seen to start, or ended as failed with the reason.</returns>
    /// <exception cref="OrchException">Something is missing or wrong; nothing was created.</exception>
    public async Task<IReadOnlyList<AgentRecord>> StartAsync(
        string taskText, IReadOnlyList<AgentSpec> specs, RunSettings settings, bool hasFixedName, CancellationToken ct)
    {
        if (Earlier(settings) is { } earlier)
        {
            return earlier;
        }

        if (settings.NoNewBranch && specs.Any(spec => spec.Branch is null && spec.Mode == AgentMode.Create))
        {
            throw OrchException.Usage("--no-new-branch needs an existing branch to work on: add --branch or --pr");
        }

        if (settings.DraftUnverified && specs.Any(spec => spec.Branch is not null || spec.Mode == AgentMode.Update))
        {
            throw OrchException.Usage("--draft-unverified is for branches that Orch makes: work that fails a check is not pushed to an existing one, leave it away with --branch and --pr");
        }

        RefuseShared(specs);
        var context = settings.ContextFile is { } file ? ContextFile.Read(file) : null;
        context = context is null ? null : context with { Text = redactor.Redact(context.Text) };
        var clean = specs.Select(spec => spec with { Task = redactor.Redact(spec.Task) }).ToList();
        var cleaned = specs.Zip(clean).Where(pair => pair.First.Task != pair.Second.Task).Select(pair => pair.First.Name).ToHashSet(StringComparer.Ordinal);
        (specs, taskText) = (clean, redactor.Redact(taskText));
        await TmuxVersion.CheckAsync(surroundings.Runner, surroundings.Environment, ct);
        var repository = await RepositoryReader.ReadAsync(surroundings.Runner, surroundings.Environment, surroundings.Directory, ct);
        var targets = new List<PullRequestTarget?>();
        foreach (var spec in specs)
        {
            targets.Add(await PullRequestTargets.FindAsync(surroundings, repository, spec, ct));
        }

        var waitsFor = new PrerequisiteNames(state, repository, specs);
        var orders = new List<(WorkspaceOrder Order, PullRequestBrief? Brief)>();
        foreach (var (spec, target) in specs.Zip(targets))
        {
            orders.Add((new(spec, target, repository, hasFixedName), await PullRequestTargets.BriefAsync(surroundings, repository, target, ct)));
        }

        if (await RecordAsync(taskText, orders, waitsFor, settings, context, ct) is not { } recorded)
        {
            return Earlier(settings) ?? throw OrchException.Failed($"the agents of the request key {settings.RequestKey} are gone from the record");
        }

        foreach (var record in recorded.Zip(specs).Where(pair => cleaned.Contains(pair.Second.Name)).Select(pair => pair.First))
        {
            state.Events.Append(record.Name, new NewEvent(EventKinds.Warning, ("text", SecretTaken)));
        }

        return await Task.WhenAll(recorded.Select(record => StartSupervisorAsync(record, ct)));
    }

    private IReadOnlyList<AgentRecord>? Earlier(RunSettings settings) =>
        settings.RequestKey is { } key && state.Agents.FindByRequestKey(key) is { Count: > 0 } earlier ? state.Queue.Show(earlier) : null;

    private static void RefuseShared(IReadOnlyList<AgentSpec> specs)
    {
        foreach (var (what, flag) in specs.Select(spec => (spec.Branch, "--branch")).Concat(specs.Select(spec => (spec.WorkspaceConfig?.WorkspaceName, "--workspace-name")))
            .Where(one => one.Item1 is not null).GroupBy(one => one).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            throw OrchException.Usage($"{flag} {what} is for one agent, and the plan has {specs.Count}: start them one by one, or leave it away");
        }
    }

    /// <summary>Records all agents of the plan at once: either each is there, with the name that the others know it by, or none. Null when a call with the same request key came before this one.</summary>
    private async Task<IReadOnlyList<AgentRecord>?> RecordAsync(
        string taskText, IReadOnlyList<(WorkspaceOrder Order, PullRequestBrief? Brief)> orders, PrerequisiteNames waitsFor, RunSettings settings, ContextFile? context, CancellationToken ct)
    {
        var claimed = new List<string>();
        try
        {
            for (var n = 1; ; n++)
            {
                var requests = new List<WorkspaceRequest>();
                foreach (var (order, _) in orders)
                {
                    requests.Add(await NameAsync(order, claimed, ct));
                }

                var names = requests.Select(request => request.AgentName).ToList();
                var assignments = new List<Assignment>();
                foreach (var ((order, brief), request) in orders.Zip(requests))
                {
                    assignments.Add(new()
                    {
                        Spec = order.Spec with { Name = request.AgentName, After = waitsFor.Started(order.Spec, names) },
                        Settings = settings,
                        Plan = await planner.PlanAsync(request, ct),
                        Context = context,
                        Brief = brief,
                    });
                }

                try
                {
                    return Create(taskText, assignments);
                }
                catch (OrchException e) when (e.Kind == OrchErrorKind.Conflict)
                {
                    // Not in the filter, which runs while the transaction that failed is still open.
                    if (Earlier(settings) is not null)
                    {
                        return null;
                    }

                    // A follow-up of another agent took a name without a claim.
                    if (orders.Any(one => one.Order.HasFixedName) || n == NameTries)
                    {
                        throw;
                    }
                }
            }
        }
        finally
        {
            state.Names.Release(claimed);
        }
    }

    private IReadOnlyList<AgentRecord> Create(string taskText, IReadOnlyList<Assignment> assignments)
    {
        var taskId = Ids.New("task");
        var now = surroundings.Time.GetUtcNow();
        var agents = assignments.Select(assignment => (Record: AgentRecords.Create(assignment, taskId, now), Assignment: assignment)).ToList();
        var terms = agents.ToDictionary(one => one.Record.Name, one => QueueTermsOf(one.Assignment), StringComparer.Ordinal);
        state.Agents.Create(taskText, [.. agents.Select(one => (one.Record, one.Assignment.ToJson()))], record => terms[record.Name]);
        foreach (var (record, assignment) in agents)
        {
            WriteRequest(assignment);
            foreach (var warning in assignment.Plan.Warnings.Concat(assignment.Brief?.Warnings ?? []))
            {
                state.Events.Append(record.Name, new NewEvent(EventKinds.Warning, ("text", warning)));
            }
        }

        return [.. agents.Select(one => one.Record)];
    }

    private static QueueTerms QueueTermsOf(Assignment assignment) =>
        new(assignment.Settings.MaxAgents, assignment.Spec.After.Count == 0 ? null : $"waits for {string.Join(", ", assignment.Spec.After)}");

    /// <summary>A name that nobody else has or looks at, with a branch and a directory that are free.</summary>
    private async Task<WorkspaceRequest> NameAsync(WorkspaceOrder order, List<string> claimed, CancellationToken ct)
    {
        var sessions = new TmuxServer(surroundings.State, surroundings.Runner, surroundings.Environment);
        for (var n = 1; ; n++)
        {
            var name = NameMaker.Numbered(order.Spec.Name, n);
            var request = order.Request(name, surroundings);
            if (state.Names.Take(name))
            {
                claimed.Add(name);
                if (!await sessions.ExistsAsync(name, ct) && await planner.IsNameFreeAsync(request, ct))
                {
                    return request;
                }
            }

            if (order.HasFixedName || n == NameTries)
            {
                throw OrchException.Conflict($"the name {name} is taken, by an agent, a live session, a branch or a directory: choose another with --name");
            }
        }
    }

    /// <summary>What was asked, for people to read.</summary>
    private void WriteRequest(Assignment assignment)
    {
        var folder = state.Directory.EnsureAgent(assignment.Spec.Name);
        PrivateFile.Write(Path.Combine(folder, "spec.json"), redactor.Redact(JsonSerializer.Serialize(assignment.Spec, PlanningJson.Default.AgentSpec)));
        PrivateFile.Write(Path.Combine(folder, "prompt.md"), redactor.Redact(new AgentPrompts(assignment).Task(null)));
        if (assignment.Brief is { Parts.Count: > 0 } brief)
        {
            PrivateFile.Write(Path.Combine(folder, "pull-request.md"), brief.Markdown());
        }
    }

    private async Task<AgentRecord> StartSupervisorAsync(AgentRecord agent, CancellationToken ct)
    {
        try
        {
            return await new AgentTakeUp(surroundings, state).StartAsync(agent.Name, ct) is { } failure
                ? Fail(agent.Name, $"the supervisor did not start: {failure}")
                : state.Agents.Get(agent.Name).Record;
        }
        catch (OperationCanceledException) when (state.Agents.Get(agent.Name).Supervisor is null)
        {
            // Else it would stay in the queue as long as this process lives.
            Fail(agent.Name, "its start was given up");
            throw;
        }
    }

    private AgentRecord Fail(string name, string reason) =>
        state.Agents.Update(name, record => record.State.IsEnd() ? record : record with { State = AgentState.Failed, Reason = reason });
}
