namespace Orch.Workspaces;

/// <summary>What git has written down about its worktrees, read without running git in one of them.</summary>
internal static class WorktreeRecords
{
    /// <summary>The git directory of the worktree at a place; null when git knows none there.</summary>
    /// <param name="gitDirectory">The common git directory.</param>
    /// <param name="directory">The worktree, links resolved.</param>
    public static string? Find(string gitDirectory, string directory)
    {
        var all = Path.Combine(gitDirectory, "worktrees");
        return Directory.Exists(all) ? Directory.EnumerateDirectories(all).FirstOrDefault(one => DirectoryOf(one) == directory) : null;
    }

    /// <summary>Whether git was ended in the middle of making it: it locks a new worktree until all of its files are there.</summary>
    public static bool IsUnfinished(string administration) => Read(Path.Combine(administration, "locked"))?.Trim() == "initializing";

    /// <summary>Where the <c>.git</c> file of a directory leads; null when it is no such file.</summary>
    public static string? PointedTo(string directory)
    {
        const string prefix = "gitdir: ";
        return Read(Path.Combine(directory, ".git")) is { } text && text.StartsWith(prefix, StringComparison.Ordinal)
            ? Resolve(directory, text[prefix.Length..])
            : null;
    }

    /// <summary>The directory that a worktree's git directory belongs to; null when it does not say.</summary>
    public static string? DirectoryOf(string administration) =>
        Read(Path.Combine(administration, "gitdir")) is { } text ? Path.GetDirectoryName(Resolve(administration, text)) : null;

    /// <summary>The common git directory that a git directory shares; null when it has its own.</summary>
    public static string? CommonOf(string administration) =>
        Read(Path.Combine(administration, "commondir")) is { } text ? Resolve(administration, text) : null;

    /// <summary>The first line of HEAD there: a commit, or <c>ref: refs/heads/…</c>.</summary>
    public static string? HeadOf(string administration) => Read(Path.Combine(administration, "HEAD"))?.TrimEnd('\n');

    private static string Resolve(string from, string path) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(path.EndsWith('\n') ? path[..^1] : path, from));

    // Such a file is short; a link in its place was not made by git.
    private static string? Read(string path)
    {
        var file = new FileInfo(path);
        return file is { Exists: true, LinkTarget: null, Length: < 64 * 1024 } ? File.ReadAllText(path) : null;
    }
}
