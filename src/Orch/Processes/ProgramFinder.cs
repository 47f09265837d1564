namespace Orch.Processes;

/// <summary>Looks programs up as a shell does.</summary>
internal static class ProgramFinder
{
    /// <summary>The absolute path of a program; null when the PATH of this environment has none that this user may execute.</summary>
    public static string? Find(string program, IReadOnlyDictionary<string, string> environment)
    {
        if (program.Contains('/'))
        {
            var path = Path.GetFullPath(program);
            return IsExecutable(path) ? path : null;
        }

        // A relative directory on the PATH would make the working directory decide what is run.
        return program.Length == 0 ? null : environment.GetValueOrDefault("PATH", "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) => File.Exists(path) && NativeMethods.Access(path, NativeMethods.MayExecute) == 0;
}
