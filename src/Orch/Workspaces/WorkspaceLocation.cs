namespace Orch.Workspaces;

/// <summary>Where a workspace is put, and where it may not be.</summary>
internal static class WorkspaceLocation
{
    /// <summary>The directory for a workspace; nothing is created.</summary>
    /// <exception cref="OrchException">The place is, holds or lies in a checkout that Orch did not make (usage), or is taken (conflict).</exception>
    public static string Choose(WorkspaceRequest request)
    {
        var name = request.WorkspaceName ?? request.AgentName;
        if (name.Length == 0 || name is "." or ".." || name.Contains('/') || name.Contains('\0') || name[0] == '-')
        {
            throw OrchException.Usage("--workspace-name takes the name of one directory");
        }

        var root = request.WorkspaceRoot ?? DefaultRoot(request);
        var directory = Path.Combine(Real(root), name);
        Check(directory);
        return directory;
    }

    private static string DefaultRoot(WorkspaceRequest request)
    {
        // The main checkout's directory, also when the user called from a linked worktree.
        var git = request.Repository.GitDirectory;
        var checkout = Path.GetFileName(git) == ".git" ? Path.GetDirectoryName(git)! : request.Repository.TopLevel;
        var beside = $"{checkout}.orch";
        return CanWrite(Directory.Exists(beside) ? beside : Path.GetDirectoryName(checkout)!)
            ? beside
            : Path.Combine(request.FallbackRoot, Path.GetFileName(checkout));
    }

    private static void Check(string directory)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw IsCheckout(directory)
                ? OrchException.Usage($"the workspace {directory} is a checkout that Orch did not make: choose another --workspace-root or --workspace-name")
                : OrchException.Conflict($"the workspace directory {directory} is not empty: choose another --workspace-name, or move it away");
        }

        if (File.Exists(directory))
        {
            throw OrchException.Conflict($"the workspace directory {directory} is a file: choose another --workspace-name");
        }

        for (var above = Path.GetDirectoryName(directory); above is not null; above = Path.GetDirectoryName(above))
        {
            if (Path.GetFileName(above) == ".git" || IsCheckout(above))
            {
                throw OrchException.Usage($"the workspace {directory} would lie inside the checkout {above}: choose another --workspace-root");
            }
        }
    }

    private static bool IsCheckout(string directory) => Path.Exists(Path.Combine(directory, ".git"));

    private static bool CanWrite(string directory) =>
        Directory.Exists(directory) && Processes.NativeMethods.Access(directory, Processes.NativeMethods.MayWrite) == 0;

    // Follows the links of what exists, so that a link into a checkout is seen for what it is.
    private static string Real(string path)
    {
        path = Path.GetFullPath(path);
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        var here = Path.Combine(Real(parent), Path.GetFileName(path));
        var info = new DirectoryInfo(here);
        return info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Real(target.FullName) : here;
    }
}
