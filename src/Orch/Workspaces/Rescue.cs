using System.Globalization;

namespace Orch.Workspaces;

/// <summary>Saves what lies in a workspace under a ref, so that nothing that comes after can lose it.</summary>
internal static class Rescue
{
    /// <summary>Files above 50 MiB stay on disk and are listed.</summary>
    public const long Huge = 50 * 1024 * 1024;

    /// <summary>Saves everything that is not in a commit yet, untracked files included.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="agent">The agent, for the ref's name.</param>
    /// <param name="reason">Why, for the commit's message.</param>
    /// <param name="scratch">A private directory.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What was saved; null when there is nothing beyond HEAD.</returns>
    /// <exception cref="OrchException">It could not be saved: whatever was about to happen must not (failed).</exception>
    public static async Task<RescueResult?> SaveAsync(Workspace workspace, string agent, string reason, string scratch, CancellationToken ct)
    {
        var status = await WorkspaceStatus.ReadAsync(workspace, ct);
        var (taken, left) = Split(workspace.Plan.Directory, status.Changed);
        if (taken.Count == 0)
        {
            return null;
        }

        var commit = await new CommitBuilder(workspace, scratch).BuildAsync(status.Head, taken, $"Rescue the work of {agent}: {reason}\n", ct);
        if (commit == status.Head)
        {
            return null;
        }

        var existing = await workspace.Repository.RunAsync(["for-each-ref", "--format=%(refname)", $"refs/orch/rescue/{agent}/"], ct: ct);
        var next = 1 + existing.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => int.TryParse(name[(name.LastIndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .DefaultIfEmpty(0).Max();
        var reference = $"refs/orch/rescue/{agent}/{next}";
        await workspace.Repository.RunAsync(["update-ref", reference, commit, ""], ct: ct);
        return new(reference, commit, left);
    }

    private static (List<string> Taken, List<string> Left) Split(string root, IReadOnlyList<ChangedFile> changed)
    {
        var taken = new List<string>();
        var left = new List<string>();
        foreach (var file in changed)
        {
            var path = Path.Combine(root, file.Path);
            var isNested = file.Path.EndsWith('/');
            var isHuge = File.Exists(path) && new FileInfo(path).Length > Huge;
            (isNested || isHuge || (file.Status == "??" && SecretNames.LooksSecret(file.Path)) ? left : taken).Add(file.Path);
        }

        return (taken, left);
    }
}
