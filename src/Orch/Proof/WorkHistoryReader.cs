using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Finds out which commits are the agent's.</summary>
/// <param name="repository">The repository.</param>
internal sealed class WorkHistoryReader(Git repository)
{
    /// <param name="baseSha">The commit that the work started from.</param>
    /// <param name="head">The commit that is checked.</param>
    /// <param name="made">What HEAD of the workspace says was made there.</param>
    /// <param name="before">The commits that refs pointed at before the agent began.</param>
    /// <param name="fetched">The commits that remote-tracking refs, but for the agent's own branch, came to point at since.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<WorkHistory> ReadAsync(
        string baseSha, string head, IReadOnlySet<string> made, IReadOnlyList<string> before, IReadOnlyList<string> fetched, CancellationToken ct)
    {
        string[] known = [baseSha, .. before];
        var madeHere = (await ListAsync(made, known, ct)).Where(made.Contains).ToHashSet(StringComparer.Ordinal);
        var between = (await repository.RunAsync(["rev-list", "--parents", "--topo-order", head, $"^{baseSha}"], ct: ct))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => parts[1..], StringComparer.Ordinal);
        var unknown = (await ListAsync([head], [.. known, .. fetched], ct)).ToHashSet(StringComparer.Ordinal);

        // What the agent pushed itself is its own all the same.
        var own = between.Keys.Where(commit => unknown.Contains(commit) || madeHere.Contains(commit)).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Own = [.. between.Keys.Where(own.Contains)],
            ForeignParents = [.. own.SelectMany(commit => between[commit]).Where(parent => between.ContainsKey(parent) && !own.Contains(parent)).Distinct(StringComparer.Ordinal)],
            Made = madeHere,
            HoldsBase = (await repository.TryAsync(["merge-base", "--is-ancestor", baseSha, head], ct: ct)).Succeeded,
        };
    }

    private async Task<IReadOnlyList<string>> ListAsync(IEnumerable<string> from, IEnumerable<string> without, CancellationToken ct)
    {
        var revisions = from.Concat(without.Distinct(StringComparer.Ordinal).Select(commit => $"^{commit}")).ToList();
        var listed = await repository.RunAsync(["rev-list", "--ignore-missing", "--stdin"], string.Join('\n', revisions) + "\n", ct: ct);
        return listed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
