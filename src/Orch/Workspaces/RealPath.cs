namespace Orch.Workspaces;

/// <summary>Paths as they are once every symbolic link on the way is followed.</summary>
internal static class RealPath
{
    /// <summary>Follows the links of what exists; what does not exist yet is kept as written.</summary>
    /// <exception cref="OrchException">The links lead in a circle (usage).</exception>
    public static string Of(string path)
    {
        try
        {
            return Follow(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), 0);
        }
        catch (IOException e)
        {
            throw OrchException.Usage($"{path} cannot be followed: {e.Message}");
        }
    }

    /// <summary>Whether a path is another one or lies below it; both without links.</summary>
    public static bool IsWithin(string path, string directory) =>
        path == directory || path.StartsWith(Path.EndsInDirectorySeparator(directory) ? directory : $"{directory}/", StringComparison.Ordinal);

    private static string Follow(string path, int depth)
    {
        const int tooMany = 40;
        if (depth > tooMany)
        {
            throw new IOException("too many symbolic links");
        }

        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var above = Follow(parent, depth);
        var here = Path.Combine(above, Path.GetFileName(path));
        return new FileInfo(here).LinkTarget is { } target ? Follow(Path.GetFullPath(target, above), depth + 1) : here;
    }
}
