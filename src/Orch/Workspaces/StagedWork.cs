namespace Orch.Workspaces;

/// <summary>What was staged in a work tree and is not on disk any more: it is in the index alone. The sides of a conflict do not count, they are in commits.</summary>
/// <param name="Commit">A commit on top of HEAD that holds it; null when there is none.</param>
/// <param name="Left">Such files that look secret and were not taken.</param>
internal sealed record StagedWork(string? Commit, IReadOnlyList<string> Left)
{
    private static readonly StagedWork None = new(null, []);

    public static async Task<StagedWork> SaveAsync(WorkTree tree, string head, string scratch, CancellationToken ct)
    {
        var own = Path.Combine(tree.Administration, "index");
        if (new FileInfo(own) is not { Exists: true, LinkTarget: null })
        {
            return None;
        }

        var copy = Path.Combine(scratch, State.Ids.New("orch-index"));
        File.Copy(own, copy);
        try
        {
            var git = (await ConfigurationGuard.GuardAsync(tree.Git, tree.IsConfigurationTrusted, ct)).With(variables: [(GitEnvironment.IndexVariable, copy)]);
            var lost = await LostAsync(git, head, ct);
            var taken = lost.Where(path => !SecretNames.LooksSecret(path)).ToHashSet(StringComparer.Ordinal);
            return new(taken.Count == 0 ? null : await CommitAsync(tree, git, head, taken, scratch, ct), [.. lost.Where(path => !taken.Contains(path))]);
        }
        finally
        {
            File.Delete(copy);
            File.Delete($"{copy}.lock");
        }
    }

    // An index that git cannot read holds nothing that could be kept.
    private static async Task<IReadOnlyList<string>> LostAsync(Git git, string head, CancellationToken ct)
    {
        string[] names = ["--name-only", "-z", "--no-ext-diff", "--ignore-submodules=all"];
        var staged = await git.TryAsync(["diff-index", "--cached", "--no-renames", "--diff-filter=AMT", .. names, head], ct: ct);
        if (!staged.Succeeded || staged.Output.Length == 0)
        {
            return [];
        }

        var differing = await git.TryAsync(["diff-files", "--diff-filter=MDT", .. names], ct: ct);
        return differing.Succeeded
            ? [.. staged.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Intersect(differing.Output.Split('\0'), StringComparer.Ordinal)]
            : [];
    }

    private static async Task<string> CommitAsync(WorkTree tree, Git staged, string head, HashSet<string> taken, string scratch, CancellationToken ct)
    {
        var entries = (await staged.RunAsync(["ls-files", "--stage", "-z"], ct: ct)).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(entry => taken.Contains(entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..]));
        using var index = await TemporaryIndex.CreateAsync(tree, head, scratch, ct);
        await index.Git.RunAsync(["update-index", "-z", "--index-info"], string.Concat(entries.Select(entry => $"{entry}\0")), ct: ct);
        var written = (await index.Git.RunAsync(["write-tree"], ct: ct)).Trim();
        return await new CommitBuilder(tree, scratch) { Identity = OrchIdentity.Variables }.CommitAsync(written, head, "What was staged and is not on disk\n", ct);
    }
}
