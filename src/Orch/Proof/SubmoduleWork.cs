using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Finds submodules of a workspace that hold work in no commit. git itself would look into them by their own configuration, which is the agent's.</summary>
internal static class SubmoduleWork
{
    public static async Task<IReadOnlyList<string>> FindAsync(Workspace workspace, CancellationToken ct)
    {
        var found = new List<string>();
        var listed = await workspace.Git.RunAsync(["ls-tree", "-r", "-z", "--full-tree", "HEAD"], ct: ct);
        foreach (var line in listed.Split('\0').Where(line => line.StartsWith("160000 ", StringComparison.Ordinal)))
        {
            var path = line[(line.IndexOf('\t') + 1)..];
            var directory = Path.Combine(workspace.Plan.Directory, path);
            if (GitDirectory(directory) is not { } own)
            {
                continue;
            }

            var inside = await ConfigurationGuard.GuardAsync(workspace.Git.With(new([$"--git-dir={own}", $"--work-tree={directory}"], [], directory)), ct);
            var status = await inside.TryAsync(["status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=dirty"], ct: ct);
            if (!status.Succeeded || status.Output.Length > 0)
            {
                found.Add(path);
            }
        }

        return found;
    }

    private static string? GitDirectory(string directory)
    {
        var own = Path.Combine(directory, ".git");
        if (Directory.Exists(own))
        {
            return own;
        }

        const string prefix = "gitdir: ";
        return File.Exists(own) && File.ReadAllText(own).Trim() is var pointer && pointer.StartsWith(prefix, StringComparison.Ordinal)
            ? Path.GetFullPath(Path.Combine(directory, pointer[prefix.Length..]))
            : null;
    }
}
