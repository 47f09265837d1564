using Orch.State;
using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>
/// Takes what an agent left uncommitted into one commit on top of HEAD, path by path. Secrets are looked for before any object reaches
/// the repository. Only HEAD where it belongs is moved: with another branch checked out, or in the middle of a merge, nothing is done.
/// </summary>
/// <param name="workspace">The workspace, with an undisguised git.</param>
/// <param name="attribution">Whose work it is.</param>
/// <param name="known">The secrets known by value.</param>
/// <param name="there">Untracked paths that were there before the agent began.</param>
/// <param name="scratch">A private directory.</param>
internal sealed class LeftoverCommit(Workspace workspace, Attribution attribution, KnownSecrets known, IReadOnlySet<string> there, string scratch)
{
    public async Task<LeftoverOutcome> MakeAsync(CancellationToken ct)
    {
        var plan = workspace.Plan;
        var head = await WorkspaceHead.ReadAsync(workspace, ct);
        var target = head.Deliverable(plan.Branch, plan.IsExistingBranch);
        var paths = (await StatusReader.ReadAsync(workspace, ct)).Select(Describe).ToList();
        var decided = LeftoverPolicy.Decide(paths);
        var isInTheWay = head.Operation is not null || !head.IsInPlace(plan.Branch, plan.IsExistingBranch);
        if (decided.Commit.Count == 0 || isInTheWay)
        {
            return new(target, [], decided.Left);
        }

        var builder = new CommitBuilder(workspace, scratch);
        var filtered = (await builder.FilteredAsync(decided.Commit, ct)).ToHashSet(StringComparer.Ordinal);
        var secret = await FindSecretsAsync(head.Sha, [.. decided.Commit.Where(path => !filtered.Contains(path))], ct);
        decided = LeftoverPolicy.Decide(paths.Select(path => path with { SecretRule = secret.GetValueOrDefault(path.Path), IsFiltered = filtered.Contains(path.Path) }));
        var commit = await builder.BuildAsync(head.Sha, decided.Commit, LeftoverMessage.Of(attribution, new(known)), ct);
        await SaveStagedAsync(head.Sha, ct);
        await workspace.AdvanceAsync(head.Sha, commit, "commit what was left uncommitted", ct);
        return new(commit, commit == head.Sha ? [] : decided.Commit, decided.Left);
    }

    // The objects of this look go to a directory of its own: what is found to be secret never is in the repository.
    private async Task<Dictionary<string, string>> FindSecretsAsync(string head, IReadOnlyList<string> paths, CancellationToken ct)
    {
        var quarantine = Path.Combine(scratch, Ids.New("objects"));
        StateDirectory.EnsurePrivate(quarantine);
        try
        {
            var apart = workspace.Git.With(workspace.Git.Place with
            {
                Variables =
                [
                    .. workspace.Git.Place.Variables,
                    ("GIT_OBJECT_DIRECTORY", quarantine),
                    ("GIT_ALTERNATE_OBJECT_DIRECTORIES", AlternatePath(Path.Combine(workspace.Plan.Repository.GitDirectory, "objects"))),
                ],
            });
            var tree = await new CommitBuilder(workspace.Tree with { Git = apart }, scratch).TreeAsync(head, paths, ct);
            var changes = new ChangeReader(apart);
            var entries = await changes.ReadCommitAsync([head, tree], ct);
            var texts = await new AddedTextReader(changes).ReadAsync([head, tree], entries, [], ct);
            return SecretsReader.Find(texts, new(known))
                .GroupBy(finding => finding.Path, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Rule, StringComparer.Ordinal);
        }
        finally
        {
            ScratchDirectory.Delete(quarantine);
        }
    }

    // The index is set to the new commit; what only the old one holds is saved before.
    private async Task SaveStagedAsync(string head, CancellationToken ct)
    {
        if ((await StagedWork.SaveAsync(workspace.Tree, head, scratch, ct)).Commit is not null)
        {
            await Rescue.SaveAsync(workspace, attribution.Agent, "what was staged and is not on disk", scratch, ct);
        }
    }

    private LeftoverPath Describe(StatusEntry entry)
    {
        var file = new FileInfo(Path.Combine(workspace.Plan.Directory, entry.Path));
        return new(entry.Path, entry.Kind, file is { Exists: true, LinkTarget: null } ? file.Length : 0) { WasThere = there.Contains(entry.Path) };
    }

    // git takes a list with colons here; a path in double quotes is taken as it is.
    private static string AlternatePath(string path) =>
        path.Contains(':') || path.StartsWith('"') ? $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : path;
}
