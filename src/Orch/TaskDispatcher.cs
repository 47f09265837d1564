using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orch.Planning;
using Orch.State;
using Orch.Supervision;

namespace Orch;

/// <summary>The front door: plans agents from a task and starts them. Safe to use from several threads.</summary>
public sealed class TaskDispatcher
{
    private readonly TaskDispatcherOptions options;
    private readonly ILogger logger;

    // Of the agents started here, by the names that their specs had: what another spec waits for.
    private readonly ConcurrentDictionary<string, string> startedNames = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="TaskDispatcher"/> class.</summary>
    /// <param name="options">How it works; null for the defaults.</param>
    public TaskDispatcher(TaskDispatcherOptions? options = null)
    {
        this.options = options ?? new();
        logger = this.options.LoggerFactory?.CreateLogger<TaskDispatcher>() ?? NullLogger<TaskDispatcher>.Instance;
    }

    /// <summary>Plans the agents for a task. Starts nothing and changes nothing.</summary>
    /// <param name="taskDescription">What is to be done, in the user's words.</param>
    /// <param name="forcedCli">The agent CLI or fallback chain (<c>claude,codex</c>); null for the first that is installed of gemini, claude, codex, cursor.</param>
    /// <param name="ct">Stops the planning.</param>
    /// <returns>One spec for each agent.</returns>
    /// <exception cref="OrchException">The task is empty or an agent CLI unknown (usage); none is installed (environment).</exception>
    public Task<IReadOnlyList<AgentSpec>> AnalyzeTaskAndCreateAgentsAsync(string taskDescription, string? forcedCli = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(taskDescription);
        return Task.Run(
            () =>
            {
                var run = ConfiguredRun.Read(Look(), DispatcherFlags.Of(options), new RunSettings());
                var specs = Planner.Plan(new PlanRequest(taskDescription, run.Clis) { AgentCli = forcedCli, Defaults = run.Defaults }).Specs;
                specs = run.Configuration.IgnoredNotice is { } notice ? [.. specs.Select(spec => spec with { Warnings = [.. spec.Warnings, notice] })] : specs;
                logger.Planned(specs.Count);
                return specs;
            },
            ct);
    }

    /// <summary>Starts the agent of a spec.</summary>
    /// <param name="agentSpec">The plan, as <see cref="AnalyzeTaskAndCreateAgentsAsync"/> made it, or changed.</param>
    /// <param name="ct">Stops the looking before the start; not what was started.</param>
    /// <returns>True once the agent's supervisor was seen to start.</returns>
    /// <exception cref="OrchException">Something is missing or wrong; nothing was created.</exception>
    public async Task<bool> CreateDynamicAgentAsync(AgentSpec agentSpec, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(agentSpec);
        return (await StartAsync(agentSpec, ct)).Get().State != AgentState.Failed;
    }

    /// <summary>Starts the agent of a spec and gives it into the caller's hands.</summary>
    /// <param name="agentSpec">
    /// The plan, as <see cref="AnalyzeTaskAndCreateAgentsAsync"/> made it, or changed. A taken name gets a number. What it waits for has to be started before it:
    /// names of specs that this dispatcher has started mean those agents, whatever number they got.
    /// </param>
    /// <param name="ct">Stops the looking before the start; not what was started.</param>
    /// <returns>The agent; one whose supervisor did not start has ended as failed.</returns>
    /// <exception cref="OrchException">Something is missing or wrong; nothing was created.</exception>
    public async Task<AgentHandle> StartAsync(AgentSpec agentSpec, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(agentSpec);
        var here = Look();
        here = here with { OrchBinary = await OrchTool.FindAsync(options.OrchPath, here, ct) };
        var started = await Task.Run(() => StartAsync(agentSpec, here, ct), ct);
        if (started.State == AgentState.Failed)
        {
            logger.DidNotStart(started.Name, started.Reason);
        }
        else
        {
            logger.Started(started.Name, started.Cli);
        }

        return new(here, started.Name);
    }

    /// <summary>The agent of this name, started by whomever.</summary>
    /// <param name="name">Its exact name.</param>
    /// <param name="ct">Stops the looking.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="OrchException">There is none (not found), or the orch program is missing (environment).</exception>
    public async Task<AgentHandle> FindAsync(string name, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        var here = Look();
        here = here with { OrchBinary = await OrchTool.FindAsync(options.OrchPath, here, ct) };
        var handle = new AgentHandle(here, name);
        _ = handle.Get();
        return handle;
    }

    /// <summary>All agents on record, oldest first, with their true states.</summary>
    /// <returns>Their records.</returns>
    public IReadOnlyList<AgentRecord> List()
    {
        var here = Look();
        using var state = OrchState.Open(here.State, here.Time);
        return state.Queue.Show(state.Agents.Snapshot().Agents);
    }

    private async Task<AgentRecord> StartAsync(AgentSpec spec, Surroundings here, CancellationToken ct)
    {
        var run = ConfiguredRun.Read(here, DispatcherFlags.Of(options), new RunSettings
        {
            ContextFile = options.ContextFile is { } file ? Path.GetFullPath(file, here.Directory) : null,
            NoNewPullRequest = options.NoNewPullRequest,
            MayChangeChecks = options.MayChangeChecks,
        });
        using var state = OrchState.Open(here.State, here.Time);
        var waits = spec with { After = [.. spec.After.Select(name => startedNames.GetValueOrDefault(name, name))] };
        var agent = (await new AgentStart(here, state).StartAsync(spec.Task, [waits], run.Settings, hasFixedName: false, ct))[0];
        startedNames[spec.Name] = agent.Name;
        return agent;
    }

    private Surroundings Look() => Surroundings.Of(options, "");
}
