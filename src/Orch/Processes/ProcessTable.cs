using System.Globalization;
using System.Text;

namespace Orch.Processes;

/// <summary>Reads the process table from /proc (proc(5)).</summary>
internal static class ProcessTable
{
    private const int EnvironmentReads = 5;

    public static ProcessEntry? Read(int pid)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 20 ? null : new(pid, Number(fields[1]), Number(fields[2]), Number(fields[3]), long.Parse(fields[19], CultureInfo.InvariantCulture), fields[0] is "Z" or "X");
    }

    public static IEnumerable<ProcessEntry> All()
    {
        foreach (var path in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(path.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && Read(pid) is { } entry)
            {
                yield return entry;
            }
        }
    }

    /// <summary>A living process whose working directory is this one or below it; null when none is, or it cannot be seen.</summary>
    /// <param name="directory">Absolute, links resolved.</param>
    public static int? WorkingIn(string directory)
    {
        foreach (var entry in All().Where(entry => !entry.IsZombie && entry.Pid != Environment.ProcessId))
        {
            try
            {
                if (new FileInfo($"/proc/{entry.Pid}/cwd").LinkTarget is { } place && (place == directory || place.StartsWith($"{directory}/", StringComparison.Ordinal)))
                {
                    return entry.Pid;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Ended meanwhile, or another user's.
            }
        }

        return null;
    }

    /// <summary>Whether a process was started with this variable in its environment; false when that cannot be seen.</summary>
    public static bool HasEnvironment(int pid, string name, string value)
    {
        try
        {
            var environment = ReadEnvironment(pid).AsSpan();
            var wanted = Encoding.UTF8.GetBytes($"\0{name}={value}\0").AsSpan();
            return environment.StartsWith(wanted[1..]) || environment.IndexOf(wanted) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // In the middle of execve(2) a process shows an empty environment for a moment.
    private static byte[] ReadEnvironment(int pid)
    {
        var path = $"/proc/{pid}/environ";
        var bytes = File.ReadAllBytes(path);
        for (var n = 1; bytes.Length == 0 && n < EnvironmentReads; n++)
        {
            Thread.Yield();
            bytes = File.ReadAllBytes(path);
        }

        return bytes;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
