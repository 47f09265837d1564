namespace Orch.Workspaces;

/// <summary>Brings commits together in the object database alone: no work tree, no index and no ref is touched.</summary>
/// <param name="repository">The repository.</param>
/// <param name="isTrusted">Its configuration is as it was before any agent could write it.</param>
internal sealed class CommitMerge(Git repository, bool isTrusted)
{
    /// <summary>A commit that holds several; of those that conflict with the ones before them none is taken.</summary>
    /// <param name="commits">The commits, at least one.</param>
    /// <param name="message">The message of the merge, where one is needed.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The one commit that holds the others already, else a merge with all of them as parents.</returns>
    /// <exception cref="OrchException">A commit is not there, or git could not do it (failed).</exception>
    public async Task<MergedCommit> MergeAsync(IReadOnlyList<string> commits, string message, CancellationToken ct)
    {
        var independent = (await repository.RunAsync(["merge-base", "--independent", .. commits], ct: ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var needed = commits.Where(independent.Contains).Distinct(StringComparer.Ordinal).ToList();
        var leftOut = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (needed is [var only])
        {
            return new(only, leftOut);
        }

        var git = await ConfigurationGuard.GuardAsync(repository, isTrusted, ct);
        var committing = git.With(variables: await OrchIdentity.ForAsync(git, ct));
        var parents = new List<string> { needed[0] };
        var merged = needed[0];
        foreach (var next in needed.Skip(1))
        {
            var result = await git.TryAsync(["merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", merged, next], ct: ct);
            var fields = result.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
            if (result.ExitCode == 1 && fields.Length > 1)
            {
                leftOut[next] = [.. fields.Skip(1)];
                continue;
            }

            if (!result.Succeeded || fields.Length == 0)
            {
                throw OrchException.Failed($"git could not merge {next} into {merged}: {result.Complaint}");
            }

            parents.Add(next);
            var options = parents.SelectMany(sha => new[] { "-p", sha });
            merged = (await committing.RunAsync(["commit-tree", "--no-gpg-sign", fields[0], .. options, "-F", "-"], message, ct: ct)).Trim();
        }

        return new(merged, leftOut);
    }
}
