namespace Orch.Workspaces;

/// <summary>What git ignores in a workspace. It is not work, but a person may want to know of it, and a secret that is nowhere else must not go.</summary>
/// <param name="Paths">Relative to the workspace; a folder of which everything is ignored is one entry and ends with a slash.</param>
/// <param name="Precious">Files among them that look secret and of which the user's checkout has no copy.</param>
internal sealed record IgnoredFiles(IReadOnlyList<string> Paths, IReadOnlyList<string> Precious)
{
    private const long Largest = 1024 * 1024;

    public static async Task<IgnoredFiles> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        var tree = workspace.Tree;
        using var index = await TemporaryIndex.CreateAsync(tree, await tree.HeadAsync(ct), tree.Administration, ct);
        var listed = await index.Git.RunAsync(["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"], timeout: TimeSpan.FromMinutes(10), ct: ct);
        var paths = listed.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return new(paths, [.. paths.Where(path => !path.EndsWith('/') && SecretNames.LooksSecret(path) && !IsCopy(workspace.Plan, path))]);
    }

    private static bool IsCopy(WorkspacePlan plan, string path)
    {
        var here = new FileInfo(Path.Combine(plan.Directory, path));
        return ((string[])[plan.Repository.TopLevel, plan.Repository.MainCheckout])
            .Select(top => new FileInfo(Path.Combine(top, path)))
            .Any(there => here is { Exists: true, LinkTarget: null, Length: <= Largest }
                && there is { Exists: true, LinkTarget: null }
                && there.Length == here.Length
                && File.ReadAllBytes(there.FullName).AsSpan().SequenceEqual(File.ReadAllBytes(here.FullName)));
    }
}
