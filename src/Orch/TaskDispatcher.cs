using System.Globalization;
using System.Text.Json.Nodes;
using Orch.Configuration;
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
    /// <param name="forcedCli">The agent CLI or fallback chain (<c>claude,codex</c>); null for the configured one, else the first that is installed of gemini, claude, codex, cursor.</param>
    /// <param name="ct">Stops the planning.</param>
    /// <returns>One spec for each agent.</returns>
    /// <exception cref="OrchException">The task is empty or an agent CLI unknown (usage); none is installed (environment).</exception>
    public Task<IReadOnlyList<AgentSpec>> AnalyzeTaskAndCreateAgentsAsync(string taskDescription, string? forcedCli = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(taskDescription);
        return Task.Run(() => Plan(taskDescription, forcedCli), ct);
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

    private IReadOnlyList<AgentSpec> Plan(string task, string? forcedCli)
    {
        var run = ConfiguredRun.Read(Surround(), Given(), new RunSettings());
        var plan = Planner.Plan(new PlanRequest(task, run.Clis) { AgentCli = forcedCli, Defaults = run.Defaults });
        return run.Configuration.IgnoredNotice is { } notice ? [.. plan.Specs.Select(spec => spec with { Warnings = [.. spec.Warnings, notice] })] : plan.Specs;
    }

    private async Task<bool> CreateAsync(AgentSpec spec, CancellationToken ct)
    {
        var surroundings = Surround();
        var run = ConfiguredRun.Read(surroundings, Given(), new RunSettings());
        using var state = OrchState.Open(surroundings.State, surroundings.Time);
        var started = await new AgentStart(surroundings, state).StartAsync(spec.Task, [spec], run.Settings, hasFixedName: false, ct);
        return started.All(agent => agent.State != AgentState.Failed);
    }

    private IReadOnlyList<Setting> Given()
    {
        var given = new List<Setting>();
        Add("run.validate", nameof(TaskDispatcherOptions.Validate), options.Validate);
        Add("run.timeout", nameof(TaskDispatcherOptions.Timeout), Text(options.Timeout));
        Add("run.idle_timeout", nameof(TaskDispatcherOptions.IdleTimeout), Text(options.IdleTimeout));
        return given;

        static string? Text(TimeSpan? duration) => duration is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms") : null;

        void Add(string key, string option, string? value)
        {
            if (value is not null)
            {
                given.Add(new(key, JsonValue.Create(value), SettingSource.Flag) { Where = option });
            }
        }
    }

    private Surroundings Surround()
    {
        var here = Surroundings.OfThisProcess("");
        var binary = ProgramFinder.Find(options.OrchPath ?? "orch", here.Environment)
            ?? throw OrchException.Environment($"{options.OrchPath ?? "orch"} is not there or not on PATH: install the orch tool, or set {nameof(TaskDispatcherOptions)}.{nameof(TaskDispatcherOptions.OrchPath)}");
        return here with { OrchBinary = binary, Directory = Path.GetFullPath(options.Directory ?? here.Directory) };
    }
}
