using Orch.Workspaces;

namespace Orch.Configuration;

/// <summary>
/// Finds the user's checkout that a directory belongs to, without starting git. A workspace that Orch made is none of the user's: what an
/// agent wrote there must not configure Orch, so there it is the main checkout of the repository.
/// </summary>
internal static class Checkout
{
    /// <summary>The top of the checkout, links resolved; null when the directory lies in none.</summary>
    /// <param name="directory">An absolute directory.</param>
    /// <param name="isAgent">An agent asks: every linked worktree then counts as a workspace.</param>
    public static string? Find(string directory, bool isAgent)
    {
        for (var above = RealPath.Of(directory); above is not null; above = Path.GetDirectoryName(above))
        {
            var git = Path.Combine(above, ".git");
            if (Directory.Exists(git))
            {
                return above;
            }

            if (File.Exists(git))
            {
                return Linked(git, above, isAgent);
            }
        }

        return null;
    }

    // A linked worktree has a file that names its own git directory; that of a submodule has no "commondir".
    private static string? Linked(string pointer, string top, bool isAgent)
    {
        const string prefix = "gitdir:";
        var line = FirstLine(pointer);
        if (line?.StartsWith(prefix, StringComparison.Ordinal) != true)
        {
            return top;
        }

        var own = Path.GetFullPath(line[prefix.Length..].Trim(), top);
        if (FirstLine(Path.Combine(own, "commondir")) is not { Length: > 0 } common || (!isAgent && !File.Exists(Path.Combine(own, WorkspaceMaker.Mark))))
        {
            return top;
        }

        var shared = RealPath.Of(Path.GetFullPath(common.Trim(), own));
        return Path.GetFileName(shared) == ".git" ? Path.GetDirectoryName(shared) : null;
    }

    private static string? FirstLine(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
