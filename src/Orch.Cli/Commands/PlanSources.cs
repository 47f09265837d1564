using Orch.Planning;

namespace Orch.Cli.Commands;

/// <summary>Where a plan comes from: the task's own words, a plan that was written down, specs that were saved, or an agent CLI that splits the task.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="run">The settings in force.</param>
/// <param name="context">What the command works with.</param>
internal sealed class PlanSources(RunOptions options, ConfiguredRun run, CommandContext context)
{
    private const int DefaultMost = 20;

    private string? given;

    /// <summary>What the user wrote, for the record; known once it was planned.</summary>
    public string Text => given ?? options.Task;

    /// <summary>Makes the plan.</summary>
    /// <exception cref="OrchException">What was given is no plan (usage), or what it needs is not installed (environment).</exception>
    public async Task<Plan> PlanAsync(CancellationToken ct)
    {
        CheckSources();
        if (options.SpecFile is { } spec)
        {
            return await FromSpecsAsync(spec, ct);
        }

        var written = await WrittenAsync(ct);
        return Planner.Plan(new PlanRequest(options.Task, run.Clis)
        {
            Written = written,
            Defaults = run.Defaults,
            MaxAgents = options.MaxAgents ?? DefaultMost,
            AgentCli = options.AgentCli,
            Model = options.Model,
            Branch = options.Branch,
            Base = options.Base,
            Pr = options.PullRequest,
            Name = options.Name,
            WorkspaceName = options.WorkspaceName,
            WorkspaceRoot = options.WorkspaceRoot,
        });
    }

    private async Task<WrittenPlan?> WrittenAsync(CancellationToken ct)
    {
        if (options.PlanFile is { } file)
        {
            given = await InputText.ReadAsync("the plan", file, PlanFile.Longest, ct);
            return PlanFile.Read(given, Named(file));
        }

        if (options.Planner is { } cli)
        {
            return await new TaskSplitter(context.Surroundings, run, context.Terminal.Note).SplitAsync(options.Task, cli, options.MaxAgents ?? DefaultMost, ct);
        }

        return null;
    }

    private async Task<Plan> FromSpecsAsync(string file, CancellationToken ct)
    {
        var specs = SpecFile.Read(await InputText.ReadAsync("the specs", file, SpecFile.Longest, ct), Named(file));
        if (specs.Count > (options.MaxAgents ?? int.MaxValue))
        {
            throw OrchException.Usage($"the specs {Named(file)} are {specs.Count} agents, and at most {options.MaxAgents} are allowed: raise --max-agents, or take some out");
        }

        var ready = SpecCheck.Check(specs, run.Clis);
        given = string.Join("\n\n", ready.Select(spec => spec.Task));
        return new(ready, [new($"{ready.Count} {(ready.Count == 1 ? "agent" : "agents")}", $"as {Named(file)} says")]);
    }

    private void CheckSources()
    {
        var sources = Given(("the task", options.Task.Length > 0 ? options.Task : null), ("--plan", options.PlanFile), ("--spec", options.SpecFile));
        if (sources.Count > 1)
        {
            throw OrchException.Usage($"{string.Join(" and ", sources)} are given, and each says what is to be done: give one of them");
        }

        if (sources.Count == 0)
        {
            throw OrchException.Usage("there is nothing to do: give a task, as in: orch run \"Fix the flaky login test\", or --plan FILE");
        }

        if (options.Planner is not null && sources is not ["the task"])
        {
            throw OrchException.Usage("--planner splits a task: give the task, without --plan and --spec");
        }

        if (options.SpecFile is not null && Overridden() is { Length: > 0 } flags)
        {
            throw OrchException.Usage($"{flags} would change what the specs say: edit the file instead");
        }
    }

    private string Overridden() => string.Join(", ", Given(
        ("--agent-cli", options.AgentCli),
        ("--model", options.Model),
        ("--branch", options.Branch),
        ("--pr", options.PullRequest),
        ("--base", options.Base),
        ("--name", options.Name),
        ("--workspace-name", options.WorkspaceName),
        ("--workspace-root", options.WorkspaceRoot)));

    private static List<string> Given(params ReadOnlySpan<(string Name, object? Value)> flags)
    {
        var names = new List<string>();
        foreach (var (name, value) in flags)
        {
            if (value is not null)
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static string Named(string file) => file == "-" ? "from standard input" : Path.GetFileName(file);
}
