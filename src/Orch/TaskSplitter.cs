using Orch.Agents;
using Orch.Planning;
using Orch.State;

namespace Orch;

/// <summary>Has an agent CLI split a task. What comes back is a plan like any other: it is checked, and nothing is started by it.</summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="run">The settings in force.</param>
/// <param name="say">Tells the user what takes its time.</param>
internal sealed class TaskSplitter(Surroundings surroundings, ConfiguredRun run, Action<string> say)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>Asks for the parts of a task.</summary>
    /// <param name="task">The user's task.</param>
    /// <param name="cli">The CLI's name.</param>
    /// <param name="most">The most parts.</param>
    /// <param name="ct">Ends the CLI.</param>
    /// <exception cref="OrchException">An unknown CLI (usage), one that is not installed (environment), or one that gave no usable answer (failed).</exception>
    public async Task<WrittenPlan> SplitAsync(string task, string cli, int most, CancellationToken ct)
    {
        // The same looks as for a plan that names it: an empty task, or a CLI that is not there.
        var name = Planner.Plan(new PlanRequest(task, run.Clis) { AgentCli = cli, Pr = 1 }).Specs[0].Cli;
        var agents = run.Configuration.Agents(surroundings.Environment.GetValueOrDefault("HOME"));
        var question = new CliQuestion(surroundings, agents, run.Settings.SkipPermissions);
        say($"asking {name} to split the task");
        var result = await question.AskAsync(AgentCatalog.Of(agents).Find(name)!, SplitAnswer.Question(task, most), SplitAnswer.Schema, Timeout, ct);
        if (result.Verdict.Outcome != AttemptOutcome.Success)
        {
            throw OrchException.Failed($"{name} could not split the task: {SnakeCase.Of(result.Verdict.Outcome)}{(result.Verdict.Detail is { } detail ? $", {detail}" : "")}; try another --planner, or write the tasks down and give them with --plan FILE");
        }

        return new(SplitAnswer.Read(result.Report.FinalText, name, most), task, $"what {name} made of the task") { AskedBy = task };
    }
}
