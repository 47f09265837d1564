using System.Text.Json;
using Orch.Delivery;
using Orch.Planning;
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
        if (settings.RequestKey is { } key && state.Agents.FindByRequestKey(key) is { Count: > 0 } earlier)
        {
            return [.. earlier.Select(agent => agent.Display())];
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

        var taskId = Ids.New("task");
        var recorded = new List<AgentRecord>();
        foreach (var (spec, target) in specs.Zip(targets))
        {
            var order = new WorkspaceOrder(spec, target, repository, hasFixedName);
            var brief = await PullRequestTargets.BriefAsync(surroundings, repository, target, ct);
            var record = await RecordAsync(taskText, taskId, order, settings, (context, brief), ct);
            if (cleaned.Contains(spec.Name))
            {
                state.Events.Append(record.Name, new NewEvent(EventKinds.Warning, ("text", SecretTaken)));
            }

            recorded.Add(record);
        }

        return await Task.WhenAll(recorded.Select(record => StartSupervisorAsync(record, ct)));
    }

    private static void RefuseShared(IReadOnlyList<AgentSpec> specs)
    {
        foreach (var (what, flag) in specs.Select(spec => (spec.Branch, "--branch")).Concat(specs.Select(spec => (spec.WorkspaceConfig?.WorkspaceName, "--workspace-name")))
            .Where(one => one.Item1 is not null).GroupBy(one => one).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            throw OrchException.Usage($"{flag} {what} is for one agent, and the plan has {specs.Count}: start them one by one, or leave it away");
        }
    }

    private async Task<AgentRecord> RecordAsync(
        string taskText, string taskId, WorkspaceOrder order, RunSettings settings, (ContextFile? Context, PullRequestBrief? Brief) given, CancellationToken ct)
    {
        var planner = new WorkspacePlanner(new Git(surroundings.Runner, surroundings.Environment, GitPlace.Discover(surroundings.Directory)));
        var sessions = new TmuxServer(surroundings.State, surroundings.Runner, surroundings.Environment);
        for (var n = 1; ; n++)
        {
            var name = NameMaker.Numbered(order.Spec.Name, n);
            var request = order.Request(name, surroundings);
            if (state.Agents.Exists(name) || await sessions.ExistsAsync(name, ct) || !await planner.IsNameFreeAsync(request, ct))
            {
                if (order.HasFixedName || n == NameTries)
                {
                    throw OrchException.Conflict($"the name {name} is taken, by an agent, a live session, a branch or a directory: choose another with --name");
                }

                continue;
            }

            var assignment = new Assignment
            {
                Spec = order.Spec with { Name = name },
                Settings = settings,
                Plan = await planner.PlanAsync(request, ct),
                Context = given.Context,
                Brief = given.Brief,
            };
            var record = AgentRecords.Create(assignment, taskId, surroundings.Time.GetUtcNow());
            try
            {
                state.Agents.Create(taskText, [(record, assignment.ToJson())]);
            }
            catch (OrchException e) when (e.Kind == OrchErrorKind.Conflict && !order.HasFixedName && n < NameTries)
            {
                continue;
            }

            WriteRequest(assignment);
            foreach (var warning in assignment.Plan.Warnings.Concat(assignment.Brief?.Warnings ?? []))
            {
                state.Events.Append(name, new NewEvent(EventKinds.Warning, ("text", warning)));
            }

            return record;
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

    private async Task<AgentRecord> StartSupervisorAsync(AgentRecord agent, CancellationToken ct) =>
        await new AgentTakeUp(surroundings, state).StartAsync(agent.Name, ct) is { } failure
            ? state.Agents.Update(agent.Name, record => record.State.IsEnd() ? record : record with { State = AgentState.Failed, Reason = $"the supervisor did not start: {failure}" })
            : state.Agents.Get(agent.Name).Record;
}
