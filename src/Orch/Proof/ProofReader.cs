using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Gathers what the checks on a commit need to know.</summary>
/// <param name="order">What is proved.</param>
/// <param name="repository">Runs git on the repository, undisguised.</param>
/// <param name="workspace">Runs git in the workspace, undisguised and without planted filters.</param>
internal sealed class ProofReader(ProofOrder order, Git repository, Git workspace)
{
    private WorkspacePlan Plan => order.Workspace.Plan;

    public async Task<ProofFacts> ReadAsync(LeftoverOutcome leftovers, RemoteObservation? remote, bool isConfigurationIntact, CancellationToken ct)
    {
        var head = await WorkspaceHeadReader.ReadAsync(workspace, order.Workspace.Administration, Plan.Branch, ct);
        var after = await RefSnapshot.TakeAsync(repository, ct);
        var fetched = RefChanges.Changed(order.Start.Refs, after)
            .Where(name => RefChanges.IsRemoteTracking(name) && !RefChanges.IsOwn(name, Plan.Branch) && after.Refs.ContainsKey(name))
            .Select(name => after.Refs[name]);
        var made = await HeadLog.ReadAsync(workspace, ct);
        var history = await new WorkHistoryReader(repository).ReadAsync(Plan.BaseSha, leftovers.Head, made, [.. order.Start.Refs.Refs.Values], [.. fetched], ct);
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
            Uncommitted = await UncommittedAsync(leftovers, ct),
            Left = leftovers.Left,
        };
        var scope = new ScopeFacts
        {
            Refs = refs,
            IsConfigurationIntact = isConfigurationIntact,
            IsPointerIntact = order.Workspace.IsPointerIntact(),
            OpenedPullRequests = remote?.OpenedPullRequests ?? [],
            RemoteTrouble = remote?.Trouble,
        };
        return new(committed, scope, files, history.Own);
    }

    private async Task<IReadOnlyList<string>> UncommittedAsync(LeftoverOutcome leftovers, CancellationToken ct)
    {
        var left = leftovers.Left.Select(one => one.Path).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (await StatusReader.ReadAsync(workspace, ct))
                .Where(entry => entry.Kind is not (StatusKind.Ignored or StatusKind.Gone) && !left.Contains(entry.Path))
                .Select(entry => entry.Path),
            .. (await SubmoduleWork.FindAsync(order.Workspace, workspace, ct)).Select(path => $"{path} (inside the submodule)"),
        ];
    }

    // What was made here and only HEAD of the workspace leads to.
    private async Task<int> CountStrayAsync(string checkedCommit, string head, IReadOnlySet<string> made, CancellationToken ct) => checkedCommit == head
        ? 0
        : (await repository.RunAsync(["rev-list", head, $"^{checkedCommit}", $"^{Plan.BaseSha}"], ct: ct)).Split('\n').Count(made.Contains);

    private async Task<IReadOnlyList<string>> ElsewhereAsync(string checkedCommit, IReadOnlyList<RefChange> refs, CancellationToken ct)
    {
        var elsewhere = new List<string>();
        foreach (var change in refs.Where(change => change is { IsMadeHere: true, Place: RefChange.Repository }))
        {
            if (!(await repository.TryAsync(["merge-base", "--is-ancestor", change.After!, checkedCommit], ct: ct)).Succeeded)
            {
                elsewhere.Add(change.Ref);
            }
        }

        return elsewhere;
    }

    private async Task<IReadOnlyList<RefChange>> RefsAsync(RefSnapshot after, RemoteObservation? remote, IReadOnlySet<string> made, CancellationToken ct)
    {
        var changed = RefChanges.Changed(order.Start.Refs, after).Select(name => after.Refs.GetValueOrDefault(name)).OfType<string>().ToList();
        if (remote?.Refs is { } there && order.Start.RemoteRefs is { } before)
        {
            changed.AddRange(RefChanges.Changed(before, there).Select(name => there.Refs.GetValueOrDefault(name)).OfType<string>());
            var commits = await PeelAsync(changed, ct);
            return [.. Compare(RefChange.Repository, order.Start.Refs, after, commits), .. Compare(RefChange.Remote, before, there, commits)];
        }

        return Compare(RefChange.Repository, order.Start.Refs, after, await PeelAsync(changed, ct));

        IReadOnlyList<RefChange> Compare(string place, RefSnapshot old, RefSnapshot now, IReadOnlyDictionary<string, string> commits) =>
            RefChanges.Compare(place, old, now, Plan.Branch, id => commits.TryGetValue(id, out var commit) && made.Contains(commit));
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
