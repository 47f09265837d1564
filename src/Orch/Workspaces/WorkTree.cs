namespace Orch.Workspaces;

/// <summary>A directory with files and the git directory that belongs to it.</summary>
/// <param name="Directory">The directory, absolute.</param>
/// <param name="Administration">Its own git directory (with HEAD and the index), absolute.</param>
/// <param name="Git">Runs git there, by explicit paths.</param>
internal sealed record WorkTree(string Directory, string Administration, Git Git)
{
    /// <summary>Whether the repository's configuration is the user's: as it was before any agent could write it. Default no.</summary>
    public bool IsConfigurationTrusted { get; init; }

    /// <summary>The commit that is checked out; null when its branch has none yet.</summary>
    public Task<string?> HeadAsync(CancellationToken ct) => Git.ValueAsync(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], ct);

    /// <summary>The files that differ from HEAD, untracked ones among them, ignored ones not; a nested repository ends with a slash.</summary>
    /// <exception cref="OrchException">git cannot tell (failed).</exception>
    public async Task<IReadOnlyList<ChangedFile>> ChangedAsync(CancellationToken ct)
    {
        using var index = await TemporaryIndex.CreateAsync(this, await HeadAsync(ct), Administration, ct);

        // git would look into a submodule by a git of its own under the submodule's configuration; only its commit is compared.
        var status = await index.Git.RunAsync(
            ["status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=dirty"], timeout: TimeSpan.FromMinutes(10), ct: ct);
        return ChangedFile.Parse(status);
    }
}
