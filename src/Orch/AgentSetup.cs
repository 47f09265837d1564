using Orch.Processes;
using Orch.State;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch;

/// <summary>Makes the workspace of an agent ready, once for a worktree: who takes it over, or up again, finds it done.</summary>
/// <param name="surroundings">The launcher and the clock.</param>
/// <param name="state">The record.</param>
/// <param name="starter">The thread that starts the command.</param>
/// <param name="redactor">Keeps secrets out of the log.</param>
internal sealed class AgentSetup(Surroundings surroundings, OrchState state, StarterThread starter, Redactor redactor)
{
    // Lies in the worktree's git directory, and goes with it.
    private const string Mark = "orch-setup";

    /// <param name="name">The agent.</param>
    /// <param name="assignment">What was configured when it was started.</param>
    /// <param name="workspace">Its workspace.</param>
    /// <param name="environment">The environment of agents.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="OrchException">It cannot be made ready (usage or failed).</exception>
    public async Task RunAsync(string name, Assignment assignment, Workspace workspace, IReadOnlyDictionary<string, string> environment, CancellationToken stop)
    {
        var mark = Path.Combine(workspace.Administration, Mark);
        var setup = assignment.Settings.Setup;
        if (setup.IsEmpty || File.Exists(mark))
        {
            return;
        }

        var order = new SetupOrder
        {
            Setup = setup,
            Workspace = workspace,
            Folder = state.Directory.EnsureAgent(name),
            AgentId = state.Agents.Get(name).Record.Id,
            Environment = ConfiguredEnvironment.Of(environment, cli: null, settings: null),
            Timeout = assignment.Settings.Timeout,
        };
        var notes = await state.Journal.RunAsync(
            name,
            JournalStep.SetUp,
            redactor.Redact(setup.Command ?? "copy"),
            () => new SetupRun(surroundings, starter, redactor).RunAsync(order, stop),
            _ => "done");
        PrivateFile.Write(mark, "");
        foreach (var note in notes)
        {
            state.Events.Append(name, new NewEvent(EventKinds.Warning, ("text", note)));
        }
    }
}
