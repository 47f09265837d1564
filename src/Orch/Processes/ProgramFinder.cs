namespace Orch.Processes;

/// <summary>Looks programs up as a shell does.</summary>
internal static class ProgramFinder
{
    /// <summary>The absolute path of a program; null when the PATH of this environment has none that may be executed.</summary>
    public static string? Find(string program, IReadOnlyDictionary<string, string> environment)
    {
        if (program.Contains('/'))
        {
            var path = Path.GetFullPath(program);
            return IsExecutable(path) ? path : null;
        }

        return environment.GetValueOrDefault("PATH", "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode any = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (File.GetUnixFileMode(path) & any) != UnixFileMode.None;
    }
}
