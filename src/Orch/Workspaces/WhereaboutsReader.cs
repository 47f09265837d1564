namespace Orch.Workspaces;

/// <summary>Finds out where the commits of a piece of work are.</summary>
/// <param name="git">The repository.</param>
/// <param name="plan">What the work was planned as.</param>
/// <param name="goneAtRemote">The remote has said that it has no branch of this name any more: what was last fetched of it does not count.</param>
internal sealed class WhereaboutsReader(Git git, WorkspacePlan plan, bool goneAtRemote)
{
    private const int MostCommits = 2000;

    /// <param name="tip">The last commit of the work.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Whereabouts> FindAsync(string tip, CancellationToken ct)
    {
        var bases = await BasesAsync(ct);
        foreach (var one in bases)
        {
            if (await IsAncestorAsync(tip, one, ct))
            {
                return tip == plan.BaseSha ? new(Whereabouts.Nothing, null) : new(Whereabouts.Merged, Short(one));
            }
        }

        if (await IsAncestorAsync(tip, plan.BaseSha, ct) && await HolderAsync(tip, ct) is { } start)
        {
            return new(Whereabouts.Nothing, Short(start));
        }

        var holder = await HolderAsync(tip, ct);
        foreach (var one in bases)
        {
            if (await IsSquashedAsync(tip, one, ct))
            {
                return new(Whereabouts.SquashMerged, Short(one)) { IsKept = holder is not null };
            }
        }

        return holder is not null ? new(Kind(holder), Short(holder)) : new(Whereabouts.OwnBranch, plan.Branch);
    }

    // The branch that it was to go to, here and as last fetched.
    private async Task<IReadOnlyList<string>> BasesAsync(CancellationToken ct)
    {
        string?[] names = [plan.Repository.Remote is { } remote && plan.BaseBranch is not null ? $"refs/remotes/{remote}/{plan.BaseBranch}" : null, plan.BaseBranch is null ? null : $"refs/heads/{plan.BaseBranch}"];
        var found = new List<string>();
        foreach (var name in names.OfType<string>().Where(name => name != $"refs/heads/{plan.Branch}"))
        {
            if (await git.ValueAsync(["rev-parse", "--verify", "--quiet", $"{name}^{{commit}}"], ct) is not null)
            {
                found.Add(name);
            }
        }

        return found;
    }

    // A ref that holds the commit and that nobody moves by force in the course of ordinary work.
    private async Task<string?> HolderAsync(string tip, CancellationToken ct)
    {
        var holders = (await git.RunAsync(["for-each-ref", $"--contains={tip}", "--format=%(refname)", "refs/remotes", "refs/heads", "refs/tags", "refs/orch/rescue"], ct: ct))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(name => name != $"refs/heads/{plan.Branch}" && !(goneAtRemote && name == $"refs/remotes/{plan.Repository.Remote}/{plan.Branch}"))
            .ToList();
        return holders.Find(name => name.EndsWith($"/{plan.Branch}", StringComparison.Ordinal) && name.StartsWith("refs/remotes/", StringComparison.Ordinal)) ?? holders.FirstOrDefault();
    }

    private async Task<bool> IsSquashedAsync(string tip, string onto, CancellationToken ct)
    {
        if (await git.ValueAsync(["merge-base", onto, tip], ct) is not { } fork)
        {
            return false;
        }

        // Nothing would change any more if it was merged.
        var merged = await git.TryAsync(["merge-tree", "--write-tree", "--no-messages", onto, tip], ct: ct);
        if (merged.Succeeded && merged.Output.Trim() == await git.ValueAsync(["rev-parse", "--verify", $"{onto}^{{tree}}"], ct))
        {
            return true;
        }

        // The base has gone on in the same lines: then by the change itself, as one of its commits.
        var own = await PatchesAsync(["diff-tree", "-p", "--no-ext-diff", "--no-textconv", fork, tip], ct);
        return own.Count == 1
            && (await PatchesAsync(["log", "-p", "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-color", "--first-parent", $"--max-count={MostCommits}", "--diff-merges=first-parent", $"{fork}..{onto}"], ct)).Overlaps(own);
    }

    private async Task<HashSet<string>> PatchesAsync(string[] command, CancellationToken ct)
    {
        var patch = await git.TryAsync(command, ct: ct);
        if (!patch.Succeeded || patch.Output.Length == 0)
        {
            return [];
        }

        var ids = await git.RunAsync(["patch-id", "--stable"], patch.Output, ct: ct);
        return ids.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<bool> IsAncestorAsync(string older, string newer, CancellationToken ct) =>
        (await git.TryAsync(["merge-base", "--is-ancestor", older, newer], ct: ct)).Succeeded;

    private static string Kind(string reference) =>
        reference.StartsWith("refs/remotes/", StringComparison.Ordinal) ? Whereabouts.Remote
        : reference.StartsWith("refs/orch/rescue/", StringComparison.Ordinal) ? Whereabouts.Rescued
        : Whereabouts.Branch;

    private static string Short(string reference) =>
        ((string[])["refs/remotes/", "refs/heads/", "refs/tags/"]).FirstOrDefault(prefix => reference.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix
            ? reference[prefix.Length..]
            : reference;
}
