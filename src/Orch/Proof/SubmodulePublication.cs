using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Finds submodules that were moved to a commit which nobody else can get: the work would be delivered with a hole in it.</summary>
/// <param name="workspace">The workspace, with an undisguised git.</param>
internal sealed class SubmodulePublication(Workspace workspace)
{
    private readonly Git repository = workspace.Repository;

    /// <summary>Their paths. What the remote of a submodule has is told by what was fetched from it, here or in the user's copy.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(string baseSha, string head, CancellationToken ct)
    {
        var before = (await Submodules.LinksAsync(repository, baseSha, ct)).ToHashSet();
        var moved = (await Submodules.LinksAsync(repository, head, ct)).Where(link => !before.Contains(link)).ToList();
        var names = moved.Count == 0 ? new Dictionary<string, string>(StringComparer.Ordinal) : await Submodules.NamesAsync(repository, head, ct);
        var missing = new List<string>();
        foreach (var link in moved)
        {
            if (!await IsPublishedAsync(Copies(link.Path, names.GetValueOrDefault(link.Path, link.Path)), link.Commit, ct))
            {
                missing.Add(link.Path);
            }
        }

        return missing;
    }

    private IEnumerable<string> Copies(string path, string name)
    {
        var plan = workspace.Plan;
        string?[] all =
        [
            Submodules.Below(Path.Combine(plan.Repository.GitDirectory, "modules"), name),
            Submodules.Below(Path.Combine(workspace.Administration, "modules"), name),
            Path.Combine(plan.Repository.TopLevel, path, ".git"),
            Path.Combine(plan.Directory, path, ".git"),
        ];
        return all.OfType<string>().Where(copy => Directory.Exists(Path.Combine(copy, "objects")));
    }

    private async Task<bool> IsPublishedAsync(IEnumerable<string> copies, string commit, CancellationToken ct)
    {
        foreach (var copy in copies)
        {
            var git = repository.With(GitPlace.Bare(copy));
            if (await git.ValueAsync(["for-each-ref", "--count=1", "--contains", commit, "refs/remotes", "refs/tags"], ct) is { Length: > 0 })
            {
                return true;
            }
        }

        return false;
    }
}
