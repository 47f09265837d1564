using Orch.Processes;

namespace Orch.Workspaces;

/// <summary>Where a workspace is put, and where it may not be.</summary>
internal static class WorkspaceLocation
{
    /// <summary>The directory for a workspace, links resolved; nothing is created.</summary>
    /// <exception cref="OrchException">The place is, holds or lies in a checkout that Orch did not make (usage), or is taken (conflict).</exception>
    public static string Choose(WorkspaceRequest request)
    {
        var name = request.WorkspaceName ?? request.AgentName;
        if (name.Length is 0 or > 128 || name is "." or ".." || name[0] == '-' || name.Contains('/') || name.Any(char.IsControl) || IsGitName(name))
        {
            throw OrchException.Usage("--workspace-name takes the name of one directory");
        }

        if (request.WorkspaceRoot is { } root)
        {
            var wanted = RealPath.Of(Path.Combine(Path.GetFullPath(root, request.Repository.TopLevel), name));
            RefuseInside(wanted);
            RefuseTaken(wanted, request.Repository);
            return wanted;
        }

        var directory = RealPath.Of(Path.Combine(DefaultRoot(request), name));
        RefuseTaken(directory, request.Repository);
        return directory;
    }

    /// <summary>Refuses a place for a new worktree that is, holds or lies in a checkout or git directory, or has something in it.</summary>
    /// <param name="directory">Links resolved.</param>
    /// <param name="gitDirectory">The repository.</param>
    /// <exception cref="OrchException">It is wrong (usage) or taken (conflict).</exception>
    public static void RefuseForeign(string directory, string gitDirectory)
    {
        if (IsGitName(Path.GetFileName(directory)) || Enclosing(directory) is not null || RealPath.IsWithin(gitDirectory, directory) || (Directory.Exists(directory) && HoldsCheckout(directory)))
        {
            throw OrchException.Usage($"{directory} is, holds or lies in a checkout: choose a directory outside of any");
        }

        if (Path.Exists(directory) && (!Directory.Exists(directory) || Directory.EnumerateFileSystemEntries(directory).Any()))
        {
            throw OrchException.Conflict($"{directory} is not empty: choose a directory that does not exist yet");
        }
    }

    // Beside the checkout, unless that cannot be written or is itself part of somebody's checkout; else below Orch's own directory.
    private static string DefaultRoot(WorkspaceRequest request)
    {
        var checkout = request.Repository.MainCheckout;
        var beside = RealPath.Of($"{checkout}.orch");
        var isFree = Enclosing(beside) is null && CanWrite(Directory.Exists(beside) ? beside : Path.GetDirectoryName(beside)!);
        return isFree ? beside : Path.Combine(request.FallbackRoot, Path.GetFileName(checkout));
    }

    private static void RefuseTaken(string directory, RepositoryFacts repository)
    {
        string[] known = [repository.TopLevel, repository.MainCheckout, repository.GitDirectory];
        if (known.Any(place => RealPath.IsWithin(place, directory)) || (Directory.Exists(directory) && HoldsCheckout(directory)))
        {
            throw OrchException.Usage($"the workspace {directory} is or holds a checkout that Orch did not make: choose another --workspace-root or --workspace-name");
        }

        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw OrchException.Conflict($"the workspace directory {directory} is not empty: choose another --name or --workspace-name, or move it away");
        }

        if (File.Exists(directory))
        {
            throw OrchException.Conflict($"the workspace directory {directory} is a file: choose another --name or --workspace-name");
        }
    }

    private static void RefuseInside(string directory)
    {
        if (Enclosing(Path.GetDirectoryName(directory)!) is { } checkout)
        {
            throw OrchException.Usage($"the workspace {directory} would lie inside {checkout}, a checkout that Orch did not make: choose another --workspace-root");
        }
    }

    // The nearest directory at or above this one that is a checkout or a git directory.
    private static string? Enclosing(string directory)
    {
        for (var above = directory; above is not null; above = Path.GetDirectoryName(above))
        {
            if (IsGitName(Path.GetFileName(above)) || IsCheckout(above))
            {
                return above;
            }
        }

        return null;
    }

    private static bool HoldsCheckout(string directory)
    {
        try
        {
            return IsCheckout(directory) || Directory.EnumerateDirectories(directory).Any(IsCheckout);
        }
        catch (UnauthorizedAccessException e)
        {
            throw OrchException.Usage($"the workspace directory {directory} cannot be read: {e.Message}");
        }
    }

    private static bool IsCheckout(string directory) =>
        Path.Exists(Path.Combine(directory, ".git"))
        || (File.Exists(Path.Combine(directory, "HEAD")) && Directory.Exists(Path.Combine(directory, "objects")) && Directory.Exists(Path.Combine(directory, "refs")));

    // Some file systems do not tell .GIT from .git.
    private static bool IsGitName(string name) => name.Equals(".git", StringComparison.OrdinalIgnoreCase);

    private static bool CanWrite(string directory) =>
        Directory.Exists(directory) && NativeMethods.Access(directory, NativeMethods.MayWrite) == 0;
}
