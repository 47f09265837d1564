namespace Orch.Workspaces;

/// <summary>
/// Fills the submodules of a new workspace from the user's own copies, whose objects they borrow; their repositories are the worktree's own, where
/// git itself would put them. Nothing is fetched: what the user has not initialised stays empty, as it is in the user's checkout.
/// </summary>
/// <param name="repository">The user's repository.</param>
/// <param name="plan">The workspace.</param>
/// <param name="administration">The worktree's own git directory.</param>
internal sealed class WorkspaceSubmodules(Git repository, WorkspacePlan plan, string administration)
{
    private const int Deepest = 5;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(15);

    /// <summary>Fills those that are still empty, and those within them.</summary>
    public Task FillAsync(CancellationToken ct) =>
        FillAsync(repository, plan.TakeOverSha ?? plan.BaseSha, new(plan.Directory, administration, plan.Repository.GitDirectory, plan.Repository.TopLevel), 0, ct);

    private async Task FillAsync(Git source, string commit, Level level, int depth, CancellationToken ct)
    {
        var links = await Submodules.LinksAsync(source, commit, ct);
        if (links.Count == 0 || depth == Deepest)
        {
            return;
        }

        var names = await Submodules.NamesAsync(source, commit, ct);
        foreach (var (path, wanted) in links)
        {
            var name = names.GetValueOrDefault(path, path);
            var target = Path.Combine(level.Directory, path);
            if (Submodules.Below(Path.Combine(level.Home, "modules"), name) is not { } home
                || await Submodules.WithCommitAsync(repository, Copies(level, path, name), wanted, ct) is not { } copy)
            {
                continue;
            }

            var inner = repository.With(GitPlace.Bare(copy));
            if (!Path.Exists(Path.Combine(target, ".git")) && Directory.Exists(target) && !Directory.EnumerateFileSystemEntries(target).Any())
            {
                await MakeAsync(inner, copy, wanted, home, target, ct);
            }

            await FillAsync(inner, wanted, new(target, home, copy, Path.Combine(level.UserDirectory, path)), depth + 1, ct);
        }
    }

    // Where git keeps a submodule's repository since 1.7.8, and in the submodule itself before.
    private static IEnumerable<string> Copies(Level level, string path, string name) =>
        new[] { Submodules.Below(Path.Combine(level.UserHome, "modules"), name), Path.Combine(level.UserDirectory, path, ".git") }
            .OfType<string>()
            .Where(copy => Directory.Exists(Path.Combine(copy, "objects")));

    private async Task MakeAsync(Git source, string copy, string commit, string home, string target, CancellationToken ct)
    {
        if (Directory.Exists(home))
        {
            // Half made by an Orch that died: nobody has worked in it.
            Directory.Delete(home, recursive: true);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(home)!);
        var format = await source.ValueAsync(["rev-parse", "--show-object-format"], ct) ?? "sha1";
        await source.With(new([], [("GIT_DEFAULT_REF_FORMAT", "files")], target))
            .RunAsync(["init", "--quiet", "--template=", $"--object-format={format}", $"--separate-git-dir={home}", target], ct: ct);
        Directory.CreateDirectory(Path.Combine(home, "objects", "info"));
        await File.WriteAllTextAsync(Path.Combine(home, "objects", "info", "alternates"), Path.Combine(copy, "objects") + "\n", ct);
        if (File.Exists(Path.Combine(copy, "shallow")))
        {
            File.Copy(Path.Combine(copy, "shallow"), Path.Combine(home, "shallow"));
        }

        // What is known of its remote, but none of the user's own branches.
        var refs = await source.RunAsync(["for-each-ref", "--format=%(symref)%(objectname) %(refname)", "refs/tags", "refs/remotes"], ct: ct);
        await File.WriteAllTextAsync(Path.Combine(home, "packed-refs"), string.Concat(refs.Split('\n').Where(IsPlain).Select(line => line + "\n")), ct);
        var inside = source.With(new([$"--git-dir={home}", $"--work-tree={target}"], [], target));
        if (await source.ValueAsync(["config", "--get", "remote.origin.url"], ct) is { Length: > 0 } url)
        {
            await inside.RunAsync(["config", "remote.origin.url", url], ct: ct);
            await inside.RunAsync(["config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"], ct: ct);
        }

        inside = await ConfigurationGuard.GuardAsync(inside, ct);
        await inside.RunAsync(["checkout", "--quiet", "--detach", "--no-recurse-submodules", commit], timeout: Long, ct: ct);
    }

    // A symbolic ref's line begins with the name that it leads to.
    private static bool IsPlain(string line) => line.Length > 0 && !line.StartsWith("refs/", StringComparison.Ordinal);

    /// <param name="Directory">The checkout in the workspace.</param>
    /// <param name="Home">Its git directory.</param>
    /// <param name="UserHome">The user's repository of it.</param>
    /// <param name="UserDirectory">The user's checkout of it.</param>
    private sealed record Level(string Directory, string Home, string UserHome, string UserDirectory);
}
