using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Reads what is not committed.</summary>
internal static class StatusReader
{
    /// <summary>All paths that differ from HEAD, each with its kind; ignored directories as a whole.</summary>
    public static async Task<IReadOnlyList<StatusEntry>> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        var changed = await workspace.Tree.ChangedAsync(ct);
        var unmerged = (await ListAsync(workspace.Git, ["ls-files", "--unmerged", "-z"], ct))
            .Select(line => line[(line.IndexOf('\t') + 1)..]).ToHashSet(StringComparer.Ordinal);
        var ignored = await ListAsync(workspace.Git, ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"], ct);
        return [.. changed.Select(file => new StatusEntry(file.Path, Kind(file, unmerged))), .. ignored.Select(path => new StatusEntry(path, StatusKind.Ignored))];
    }

    internal static StatusKind Kind(ChangedFile file, IReadOnlySet<string> unmerged) =>
        unmerged.Contains(file.Path) ? StatusKind.Unmerged
        : file.IsNestedRepository ? StatusKind.NestedRepository
        : file.IsUntracked ? StatusKind.New
        : file.IsDeleted ? StatusKind.Deleted
        : StatusKind.Changed;

    // An index that git cannot read has nothing to say.
    private static async Task<IReadOnlyList<string>> ListAsync(Git git, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var result = await git.TryAsync(arguments, timeout: TimeSpan.FromMinutes(5), ct: ct);
        return result.Succeeded ? result.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries) : [];
    }
}
