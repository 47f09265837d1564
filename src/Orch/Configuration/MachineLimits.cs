using System.Globalization;

namespace Orch.Configuration;

/// <summary>Refuses a start where the machine is short of what the user wants to keep free.</summary>
internal static class MachineLimits
{
    /// <exception cref="OrchException">Less is free than the limits say (environment).</exception>
    public static void Check(SettingsInForce settings, params IReadOnlyList<string> places)
    {
        if (settings.Bytes("limits.free_disk") is { } disk)
        {
            foreach (var place in places.Select(Existing).OfType<string>())
            {
                var free = new DriveInfo(place).AvailableFreeSpace;
                Refuse(free, disk, $"on the disk of {place}", settings.Find("limits.free_disk")!);
            }
        }

        if (settings.Bytes("limits.free_memory") is { } memory && FreeMemory() is { } available)
        {
            Refuse(available, memory, "of memory", settings.Find("limits.free_memory")!);
        }
    }

    /// <summary>What Linux could give to programs, in bytes, out of the text of <c>/proc/meminfo</c>; null when it does not say.</summary>
    public static long? Available(IEnumerable<string> meminfo) =>
        meminfo.FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal)) is { } line
            && long.TryParse(line["MemAvailable:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes)
            ? kilobytes * 1024
            : null;

    private static long? FreeMemory() => File.Exists("/proc/meminfo") ? Available(File.ReadLines("/proc/meminfo")) : null;

    private static void Refuse(long free, long least, string where, Setting limit)
    {
        if (free < least)
        {
            throw OrchException.Environment($"only {SizeText.Show(free)} {where} are free, and {limit.Key} keeps {limit.Text} ({limit.Place}): 'orch clean' removes finished workspaces, or change the limit");
        }
    }

    private static string? Existing(string path)
    {
        for (var above = new DirectoryInfo(path); above is not null; above = above.Parent)
        {
            if (above.Exists)
            {
                return above.FullName;
            }
        }

        return null;
    }
}
