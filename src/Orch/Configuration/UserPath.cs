namespace Orch.Configuration;

/// <summary>Paths as users write them in a file.</summary>
internal static class UserPath
{
    /// <summary>
    /// A program: a bare name stays one, for the PATH to decide; <c>~/</c> is the home; any other path is relative to the file that it stands in.
    /// </summary>
    public static string Resolve(string program, Setting from, string? home) =>
        program.Contains('/') ? Absolute(program, from.Line is null ? null : Path.GetDirectoryName(from.Where), home) : program;

    /// <summary>A path with <c>~/</c> as the home, and otherwise relative to a directory.</summary>
    public static string Absolute(string path, string? directory, string? home)
    {
        if (home is not null && path.StartsWith("~/", StringComparison.Ordinal))
        {
            return Path.GetFullPath(path[2..], home);
        }

        return directory is null ? path : Path.GetFullPath(path, directory);
    }
}
