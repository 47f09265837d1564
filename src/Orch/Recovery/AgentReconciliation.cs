using System.Text.Json;
using Orch.Agents;
using Orch.Processes;
using Orch.State;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch.Recovery;

/// <summary>
/// What a supervisor does before it goes on with an agent that another one left: nothing of the agent may still run, and the record is
/// brought to what the logs, git and the process table say.
/// </summary>
/// <param name="surroundings">The clock, and the user's environment.</param>
/// <param name="state">The record.</param>
/// <param name="name">The agent.</param>
/// <param name="assignment">What it was told to do.</param>
internal sealed class AgentReconciliation(Surroundings surroundings, OrchState state, string name, Assignment assignment)
{
    private const string Interrupted = "interrupted: its supervisor was gone before it recorded an outcome";

    /// <summary>Looks; does nothing for an agent that begins.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var journal = state.Journal.Read(name);
        if (journal.All(entry => entry.Step == JournalStep.StartSession))
        {
            return;
        }

        await SupervisedProcesses.Of(state.Agents.Get(name).Record.Id, surroundings.Time).EndAsync(SupervisedProcesses.Grace);
        await CloseAttemptAsync(ct);
        if (new WorkspaceMaker(surroundings.Runner, surroundings.Environment, surroundings.Time).Open(assignment.Plan) is { } workspace
            && !WorktreeRecords.IsUnfinished(workspace.Administration))
        {
            RemoveLocks(workspace);
            if (journal.Any(entry => entry is { Step: JournalStep.CommitLeftovers, Outcome: null }))
            {
                await RefreshIndexAsync(workspace, ct);
            }
        }

        state.Journal.Close(name, Interrupted);
    }

    /// <summary>The series that the last attempt brought to an end, to be judged without asking a model again; null when an attempt is due.</summary>
    public async Task<SeriesEnd?> FinishedAsync(CancellationToken ct)
    {
        var record = state.Agents.Get(name).Record;
        return AgentStanding.Finished(record, state.Turns.Next(name) is not null, state.Repairs.Pending(name) is not null) is { } end
            ? end.WithAnswer(await InterruptedAttempt.AnswerAsync(state.Directory.Attempt(name, record.Attempts[^1].N), Cli(record.Attempts[^1]), ct))
            : null;
    }

    private AgentCli? Cli(AttemptRecord attempt) => AgentCatalog.Of(assignment.Settings.Agents).Find(attempt.Cli);

    private async Task CloseAttemptAsync(CancellationToken ct)
    {
        var attempts = state.Agents.Get(name).Record.Attempts;
        if (attempts is not [.., { Outcome: null } open])
        {
            return;
        }

        var folder = state.Directory.EnsureAttempt(name, open.N);
        var closed = await InterruptedAttempt.CloseAsync(open, folder, Cli(open), [.. attempts.SkipLast(1)], surroundings.Time.GetUtcNow(), ct);
        PrivateFile.Write(Path.Combine(folder, "attempt.json"), JsonSerializer.Serialize(closed, StateJson.Default.AttemptRecord));
        state.Agents.Update(
            name,
            agent => agent with { Attempts = [.. agent.Attempts.Where(one => one.N != closed.N), closed] },
            new NewEvent(
                EventKinds.AttemptEnded,
                ("n", $"{closed.N}"),
                ("cli", closed.Cli),
                ("outcome", SnakeCase.Of(closed.Outcome!.Value)),
                ("exit_code", closed.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("detail", closed.Detail)));
        if (closed is { Outcome: AttemptOutcome.Killed, SessionId: null })
        {
            state.Turns.TakeBack(name, closed.N);
        }
    }

    // A git that was killed leaves them, and every later one would refuse to work.
    private void RemoveLocks(Workspace workspace)
    {
        List<string> locks = [Path.Combine(workspace.Administration, "index.lock"), Path.Combine(workspace.Administration, "HEAD.lock")];
        if (!assignment.Plan.IsExistingBranch)
        {
            locks.Add(Path.Combine(assignment.Plan.Repository.GitDirectory, "refs", "heads", $"{assignment.Plan.Branch}.lock"));
        }

        locks.ForEach(File.Delete);
    }

    // HEAD may have moved to the commit of the leftovers while the index still is that of the commit before: the agent's next commit would take them back.
    private async Task RefreshIndexAsync(Workspace workspace, CancellationToken ct)
    {
        if (await workspace.Tree.HeadAsync(ct) is { } head)
        {
            await AgentRescue.SaveAsync(state, name, workspace, "its supervisor was lost while it committed what was left");
            await workspace.AdvanceAsync(head, head, "take in the commit of what was left", ct);
        }
    }
}
