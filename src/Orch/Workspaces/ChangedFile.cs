namespace Orch.Workspaces;

/// <summary>A file of a workspace that differs from its last commit.</summary>
/// <param name="Path">Relative to the workspace; a nested repository ends with a slash.</param>
/// <param name="Status">The two letters of git-status(1), <c>??</c> for an untracked file.</param>
internal sealed record ChangedFile(string Path, string Status)
{
    public bool IsUntracked => Status == "??";

    public bool IsDeleted => Status.Contains('D', StringComparison.Ordinal);

    /// <summary>Another repository in the workspace that is no submodule of it.</summary>
    public bool IsNestedRepository => IsUntracked && Path.EndsWith('/');

    /// <summary>Reads the output of <c>git status --porcelain=v1 -z --no-renames</c>.</summary>
    public static IReadOnlyList<ChangedFile> Parse(string status) =>
        [.. status.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(entry => entry.Length > 3).Select(entry => new ChangedFile(entry[3..], entry[..2]))];
}
