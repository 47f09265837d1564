using Orch.Planning;
using Orch.Processes;
using Orch.State;
using Orch.Supervision;

namespace Orch;

/// <summary>The front door: plans agents from a task and starts them. Safe to use from several threads.</summary>
/// <param name="options">How it works; null for the defaults.</param>
public sealed class TaskDispatcher(TaskDispatcherOptions? options = null)
{
    private readonly TaskDispatcherOptions options = options ?? new();

    /// <summary>Plans the agents for a task. Starts nothing and changes nothing.</summary>
    /// <param name="taskDescription">What is to be done, in the user's words.</param>
    /// <param name="forcedCli">The agent CLI or fallback chain (<c>claude,codex</c>); null for the first that is installed of gemini, claude, codex, cursor.</param>
    /// <param name="ct">Stops the planning.</param>
    /// <returns>One spec for each agent.</returns>
    /// <exception cref="OrchException">The task is empty or an agent CLI unknown (usage); none is installed (environment).</exception>
    public Task<IReadOnlyList<AgentSpec>> AnalyzeTaskAndCreateAgentsAsync(string taskDescription, string? forcedCli = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(taskDescription);
        return Task.Run(() => Planner.Plan(new PlanRequest(taskDescription, KnownClis.In(Surround().Environment)) { AgentCli = forcedCli }).Specs, ct);
    }

    /// <summary>Starts the agent of a spec.</summary>
    /// <param name="agentSpec">The plan, as <see cref="AnalyzeTaskAndCreateAgentsAsync"/> made it, or changed.</param>
    /// <param name="ct">Stops the looking before the start; not what was started.</param>
    /// <returns>True once the agent's supervisor was seen to start.</returns>
    /// <exception cref="OrchException">Something is missing or wrong; nothing was created.</exception>
    public Task<bool> CreateDynamicAgentAsync(AgentSpec agentSpec, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(agentSpec);
        return Task.Run(() => CreateAsync(agentSpec, ct), ct);
    }

    private async Task<bool> CreateAsync(AgentSpec spec, CancellationToken ct)
    {
        var surroundings = Surround();
        using var state = OrchState.Open(surroundings.State, surroundings.Time);
        var settings = new RunSettings { Validate = options.Validate, Timeout = options.Timeout, IdleTimeout = options.IdleTimeout };
        var started = await new AgentStart(surroundings, state).StartAsync(spec.Task, [spec], settings, hasFixedName: false, ct);
        return started.All(agent => agent.State != AgentState.Failed);
    }

    private Surroundings Surround()
    {
        var here = Surroundings.OfThisProcess("");
        var binary = ProgramFinder.Find(options.OrchPath ?? "orch", here.Environment)
            ?? throw OrchException.Environment($"{options.OrchPath ?? "orch"} is not there or not on PATH: install the orch tool, or set {nameof(TaskDispatcherOptions)}.{nameof(TaskDispatcherOptions.OrchPath)}");
        return here with { OrchBinary = binary, Directory = Path.GetFullPath(options.Directory ?? here.Directory) };
    }
}
