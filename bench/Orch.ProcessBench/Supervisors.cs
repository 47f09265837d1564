using System.Globalization;

namespace Orch.ProcessBench;

/// <summary>The processes that run a binary, as the kernel counts them.</summary>
internal sealed class Supervisors(string binary)
{
    private const double TicksPerSecond = 100;

    /// <summary>How many, and the mean of what each holds in memory: its proportional set size, in MiB.</summary>
    public (int Count, double MiB) Memory()
    {
        var sizes = Find().Select(pid => Read($"/proc/{pid}/smaps_rollup")).Where(text => text.Length > 0).Select(Pss).ToList();
        return (sizes.Count, sizes.Count == 0 ? 0 : sizes.Average() / 1024);
    }

    /// <summary>The share of one core that each takes, in percent, over some time.</summary>
    public async Task<double> CpuAsync(TimeSpan time)
    {
        var before = Find().ToDictionary(pid => pid, Ticks);
        await Task.Delay(time);
        return before.Sum(one => Math.Max(0, Ticks(one.Key) - one.Value)) / TicksPerSecond / time.TotalSeconds / before.Count * 100;
    }

    private List<int> Find() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && Target(pid) == binary),
    ];

    private static string? Target(int pid)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{pid}/exe", returnFinalTarget: false)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static double Pss(string text) =>
        double.Parse(text.Split('\n').First(line => line.StartsWith("Pss:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    // User and system time: the 14th and 15th field, counted after the name, which may hold blanks.
    private static double Ticks(int pid) => Read($"/proc/{pid}/stat") is { Length: > 0 } text && text[(text.LastIndexOf(')') + 2)..].Split(' ') is var fields
        ? double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)
        : 0;

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
