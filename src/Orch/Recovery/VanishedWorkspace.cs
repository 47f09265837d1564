using Orch.State;
using Orch.Workspaces;

namespace Orch.Recovery;

/// <summary>A workspace that was made for an agent once and is gone with git's record of it: the commits made there are on the branch.</summary>
/// <param name="surroundings">Runs git.</param>
/// <param name="state">The record.</param>
/// <param name="name">The agent.</param>
internal sealed class VanishedWorkspace(Surroundings surroundings, OrchState state, string name)
{
    /// <summary>The commit that the workspace is to be made at; null for where the work began.</summary>
    public async Task<string?> StandsAtAsync(WorkspacePlan plan, CancellationToken ct)
    {
        var journal = state.Journal.Read(name);
        var wasMade = journal.Any(entry => entry is { Step: JournalStep.MakeWorkspace, Outcome: { } outcome } && Path.IsPathRooted(outcome));
        if (!wasMade || WorktreeRecords.Find(plan.Repository.GitDirectory, plan.Directory) is not null)
        {
            return plan.TakeOverSha;
        }

        // A detached checkout's commits are known by what was delivered of them.
        var git = new Git(surroundings.Runner, surroundings.Environment, GitPlace.Bare(plan.Repository.GitDirectory));
        var known = plan.IsExistingBranch ? journal.LastOrDefault(entry => entry.Step == JournalStep.Push)?.Intent.Split(' ')[0] : $"refs/heads/{plan.Branch}";
        return known is null ? plan.TakeOverSha : await git.ValueAsync(["rev-parse", "--verify", "--quiet", $"{known}^{{commit}}"], ct) ?? plan.TakeOverSha;
    }
}
