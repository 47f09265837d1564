using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>
/// Fills the submodules of a fresh checkout from the copies that the user or the workspace already has. Nothing is fetched: the addresses in
/// .gitmodules may be the agent's.
/// </summary>
/// <param name="workspace">The workspace, with an undisguised git.</param>
internal sealed class SubmoduleCheckout(Workspace workspace)
{
    private readonly Git repository = workspace.Repository;

    private const int Deepest = 5;

    /// <summary>Fills them, and those within them.</summary>
    /// <param name="directory">The checkout.</param>
    /// <param name="commit">Its commit.</param>
    /// <param name="baseSha">The commit that the work started from: a submodule that is as it was there, and that nobody here has, stays empty as it was for the user.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Notes on what stayed empty.</returns>
    /// <exception cref="OrchException">A submodule's commit is in none of the copies (failed).</exception>
    public async Task<IReadOnlyList<string>> FillAsync(string directory, string commit, string baseSha, CancellationToken ct)
    {
        var before = (await Submodules.LinksAsync(repository, baseSha, ct)).ToHashSet();
        var plan = workspace.Plan;
        var notes = new List<string>();
        var links = await Submodules.LinksAsync(repository, commit, ct);
        if (links.Count > 0)
        {
            string[] homes = [Path.Combine(plan.Repository.GitDirectory, "modules"), Path.Combine(workspace.Administration, "modules")];
            await FillAsync(repository.With(ScratchCheckout.Place(directory)), new(directory, [plan.Repository.TopLevel, plan.Directory], homes, before.Contains), links, notes, 0, ct);
        }

        return notes;
    }

    private async Task FillAsync(Git checkout, Level level, IReadOnlyList<(string Path, string Commit)> links, List<string> notes, int depth, CancellationToken ct)
    {
        var names = await Submodules.NamesAsync(checkout, "HEAD", ct);
        foreach (var link in links)
        {
            var copies = Copies(level, link.Path, names.GetValueOrDefault(link.Path, link.Path)).ToList();
            var copy = await Submodules.WithCommitAsync(repository, copies, link.Commit, ct);
            if (copy is null)
            {
                if (copies.Count > 0 || !level.IsUnchanged(link))
                {
                    throw OrchException.Failed($"the commit {link.Commit} of the submodule {link.Path} is in no copy on this machine; fetch it in {workspace.Plan.Repository.TopLevel} with git submodule update --init");
                }

                notes.Add($"the submodule {link.Path} stayed empty, as it is in your checkout");
                continue;
            }

            var target = Path.Combine(level.Directory, link.Path);
            var source = TrustedGit.At(repository, GitPlace.Bare(copy));
            await new ScratchCheckout(source, []).MakeAsync(copy, link.Commit, target, ct);
            var inner = await Submodules.LinksAsync(source, link.Commit, ct);
            if (inner.Count > 0 && depth < Deepest)
            {
                var next = new Level(target, [.. level.Checkouts.Select(one => Path.Combine(one, link.Path))], [Path.Combine(copy, "modules")], _ => true);
                await FillAsync(source.With(ScratchCheckout.Place(target)), next, inner, notes, depth + 1, ct);
            }
        }
    }

    // Where git keeps a submodule's repository since 1.7.8, and in the submodule itself before.
    private static IEnumerable<string> Copies(Level level, string path, string name) =>
        level.Homes.Select(home => Submodules.Below(home, name)).OfType<string>()
            .Concat(level.Checkouts.Select(top => Path.Combine(top, path, ".git")))
            .Where(copy => Directory.Exists(Path.Combine(copy, "objects")));

    /// <summary>A checkout on the way down, and where copies of its submodules may be.</summary>
    private sealed record Level(string Directory, IReadOnlyList<string> Checkouts, IReadOnlyList<string> Homes, Func<(string Path, string Commit), bool> IsUnchanged);
}
