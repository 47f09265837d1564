using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Gathers what the checks on a commit need to know.</summary>
/// <param name="workspace">The workspace, with an undisguised git.</param>
/// <param name="start">How things stood before the agent began.</param>
/// <param name="entrusted">Branches, by their whole names, that Orch itself made at these commits.</param>
internal sealed class ProofReader(Workspace workspace, ProofStart start, IReadOnlyDictionary<string, string> entrusted)
{
    private readonly Git repository = workspace.Repository;

    private WorkspacePlan Plan => workspace.Plan;

    public async Task<ProofFacts> ReadAsync(LeftoverOutcome leftovers, RemoteObservation? remote, CancellationToken ct)
    {
        var head = await WorkspaceHead.ReadAsync(workspace, ct);
        var after = await RefSnapshot.TakeAsync(repository, ct);
        var fetched = WatchedRefs.Changed(start.Refs, after)
            .Where(name => WatchedRefs.IsRemoteTracking(name) && !WatchedRefs.IsOwn(name, Plan.Branch) && after.Refs.ContainsKey(name))
            .Select(name => after.Refs[name]);
        var made = await HeadLog.ReadAsync(workspace.Git, head.Sha, ct);
        var history = await new WorkHistoryReader(repository).ReadAsync(Plan.BaseSha, leftovers.Head, made, OfOthers(), [.. fetched], ct);
        var files = await new ChangeReader(repository).ReadAsync(Plan.BaseSha, leftovers.Head, history.ForeignParents, ct);
        var refs = await RefsAsync(after, remote, history.Made, ct);
        var committed = new CommittedFacts
        {
            Planned = Plan.Branch,
            IsExistingBranch = Plan.IsExistingBranch,
            Head = head,
            OwnCommits = history.Own.Count,
            ChangedFiles = files.Count,
            HoldsBase = history.HoldsBase,
            StrayCommits = await CountStrayAsync(leftovers.Head, head.Sha, history.Made, ct),
            Elsewhere = await ElsewhereAsync(leftovers.Head, refs, ct),
            UnpublishedSubmodules = await new SubmodulePublication(workspace).MissingAsync(Plan.BaseSha, leftovers.Head, ct),
            Uncommitted = await UncommittedAsync(leftovers, ct),
            Left = leftovers.Left,
        };
        var scope = new ScopeFacts
        {
            Refs = refs,
            IsConfigurationIntact = start.IsConfigurationIntact(Plan.Repository),
            IsPointerIntact = workspace.IsPointerIntact(),
            OpenedPullRequests = [.. (remote?.NewPullRequests ?? []).Where(one => one.HeadBranch == Plan.Branch || history.Made.Contains(one.HeadSha)).Select(one => one.Url)],
            RemoteTrouble = remote?.Trouble,
        };
        return new(committed, scope, files, history.Own);
    }

    // On the agent's own branch, and below what was rescued from it, lies what an earlier agent did whose work this one goes on with.
    private IReadOnlyList<string> OfOthers() =>
        [.. start.Refs.Refs.Where(one => !WatchedRefs.IsOwn(one.Key, Plan.Branch) && !one.Key.StartsWith("refs/orch/", StringComparison.Ordinal)).Select(one => one.Value)];

    private async Task<IReadOnlyList<string>> UncommittedAsync(LeftoverOutcome leftovers, CancellationToken ct)
    {
        var left = leftovers.Left.Select(one => one.Path).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (await StatusReader.ReadAsync(workspace, ct))
                .Where(entry => entry.Kind != StatusKind.Ignored && !left.Contains(entry.Path))
                .Select(entry => entry.Path),
            .. (await SubmoduleWork.FindAsync(workspace, ct)).Select(path => $"{path} (inside the submodule)"),
        ];
    }

    // What was made here and only HEAD of the workspace leads to.
    private async Task<int> CountStrayAsync(string checkedCommit, string head, IReadOnlySet<string> made, CancellationToken ct) => checkedCommit == head
        ? 0
        : (await repository.RunAsync(["rev-list", head, $"^{checkedCommit}", $"^{Plan.BaseSha}"], ct: ct)).Split('\n').Count(made.Contains);

    private async Task<IReadOnlyList<string>> ElsewhereAsync(string checkedCommit, IReadOnlyList<WatchedRef> refs, CancellationToken ct)
    {
        var elsewhere = new List<string>();
        foreach (var change in refs.Where(change => change is { IsMadeHere: true, Place: WatchedRef.Repository }))
        {
            if (!(await repository.TryAsync(["merge-base", "--is-ancestor", change.After!, checkedCommit], ct: ct)).Succeeded)
            {
                elsewhere.Add(change.Ref);
            }
        }

        return elsewhere;
    }

    private async Task<IReadOnlyList<WatchedRef>> RefsAsync(RefSnapshot after, RemoteObservation? remote, IReadOnlySet<string> made, CancellationToken ct)
    {
        var changed = WatchedRefs.Changed(start.Refs, after).Select(name => after.Refs.GetValueOrDefault(name)).OfType<string>().ToList();
        if (remote?.Refs is { } there && start.RemoteRefs is { } before)
        {
            changed.AddRange(WatchedRefs.Changed(before, there).Select(name => there.Refs.GetValueOrDefault(name)).OfType<string>());
            var commits = await PeelAsync(changed, ct);
            return [.. Compare(WatchedRef.Repository, start.Refs, after, commits), .. Compare(WatchedRef.Remote, before, there, commits)];
        }

        return Compare(WatchedRef.Repository, start.Refs, after, await PeelAsync(changed, ct));

        IReadOnlyList<WatchedRef> Compare(string place, RefSnapshot old, RefSnapshot now, IReadOnlyDictionary<string, string> commits) =>
            [.. WatchedRefs.Compare(place, old, now, Plan.Branch, id => commits.TryGetValue(id, out var commit) && made.Contains(commit))
                .Where(change => place != WatchedRef.Repository || change.After is null || entrusted.GetValueOrDefault(change.Ref) != change.After)];
    }

    // An annotated tag is an object of its own that leads to the commit; what is not in this repository was not made here.
    private async Task<IReadOnlyDictionary<string, string>> PeelAsync(IReadOnlyList<string> ids, CancellationToken ct)
    {
        var commits = new Dictionary<string, string>(StringComparer.Ordinal);
        if (ids.Count > 0)
        {
            var answer = await repository.RunAsync(["cat-file", "--batch-check=%(objectname)"], string.Concat(ids.Select(id => $"{id}^{{commit}}\n")), ct: ct);
            foreach (var (id, commit) in ids.Zip(answer.Split('\n')).Where(pair => !pair.Second.Contains(' ')))
            {
                commits[id] = commit;
            }
        }

        return commits;
    }
}
