using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>
/// Makes a repository of its own with one commit checked out, which borrows the objects of another one and has its branches and tags. It has
/// no hooks, no file that is not in the commit, and nothing that is done in it reaches the other repository.
/// </summary>
/// <param name="source">The repository that has the commit, undisguised.</param>
/// <param name="configuration">Settings that the checkout gets.</param>
internal sealed class ScratchCheckout(Git source, IReadOnlyList<ConfigurationEntry> configuration)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(15);

    /// <summary>Where git works in a checkout made here.</summary>
    public static GitPlace Place(string directory) => new([$"--git-dir={Path.Combine(directory, ".git")}", $"--work-tree={directory}"], [], directory);

    /// <exception cref="OrchException">The commit cannot be checked out (failed).</exception>
    public async Task MakeAsync(string gitDirectory, string commit, string directory, CancellationToken ct)
    {
        Directory.CreateDirectory(directory);
        var format = await source.ValueAsync(["rev-parse", "--show-object-format"], ct) ?? "sha1";
        var outside = source.With(new([], [("GIT_DEFAULT_REF_FORMAT", "files")], directory));
        await outside.RunAsync(["init", "--quiet", "--template=", $"--object-format={format}", directory], ct: ct);

        var own = Path.Combine(directory, ".git");
        Directory.CreateDirectory(Path.Combine(own, "objects", "info"));
        await File.WriteAllTextAsync(Path.Combine(own, "objects", "info", "alternates"), BorrowedObjects.Line(Path.Combine(gitDirectory, "objects")), ct);
        var shallow = Path.Combine(gitDirectory, "shallow");
        if (File.Exists(shallow))
        {
            File.Copy(shallow, Path.Combine(own, "shallow"));
        }

        var refs = await source.RunAsync(["for-each-ref", "--format=%(symref)%(objectname) %(refname)", "refs/heads", "refs/tags", "refs/remotes"], ct: ct);
        await File.WriteAllTextAsync(Path.Combine(own, "packed-refs"), string.Concat(refs.Split('\n').Where(IsPlain).Select(line => line + "\n")), ct);

        var inside = TrustedGit.At(source, Place(directory));
        foreach (var entry in configuration)
        {
            await inside.RunAsync(["config", "--add", entry.Key, entry.Value], ct: ct);
        }

        inside = await ConfigurationGuard.GuardAsync(inside, ct);
        await inside.RunAsync(["checkout", "--quiet", "--detach", "--no-recurse-submodules", commit], timeout: Long, ct: ct);
    }

    // A symbolic ref's line begins with the name that it leads to.
    private static bool IsPlain(string line) => line.Length > 0 && !line.StartsWith("refs/", StringComparison.Ordinal);
}
