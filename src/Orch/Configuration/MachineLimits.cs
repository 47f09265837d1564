using System.Globalization;

namespace Orch.Configuration;

/// <summary>Looks whether the machine has what the user wants to keep free.</summary>
internal static class MachineLimits
{
    /// <summary>What is short, in one line; null for nothing. What cannot be measured is not short.</summary>
    /// <param name="floors">What stays free.</param>
    /// <param name="places">Directories on the disks that count; they need not be there yet.</param>
    public static string? Shortage(MachineFloors floors, params IReadOnlyList<string> places)
    {
        if (floors.Disk is { } disk && places.Select(Existing).OfType<string>().FirstOrDefault(place => FreeDisk(place) < disk.Bytes) is { } full)
        {
            return Say(FreeDisk(full) ?? 0, disk, $"on the disk of {full}", "'orch clean' removes finished workspaces");
        }

        return floors.Memory is { } memory && FreeMemory() is { } free && free < memory.Bytes ? Say(free, memory, "of memory", "it starts when other programs have ended") : null;
    }

    /// <summary>What Linux could give to programs, in bytes, out of the text of <c>/proc/meminfo</c>; null when it does not say.</summary>
    public static long? Available(IEnumerable<string> meminfo) =>
        meminfo.FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal)) is { } line
            && long.TryParse(line["MemAvailable:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes)
            ? kilobytes * 1024
            : null;

    private static long? FreeMemory() => File.Exists("/proc/meminfo") ? Available(File.ReadLines("/proc/meminfo")) : null;

    private static long? FreeDisk(string place)
    {
        try
        {
            return new DriveInfo(place).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // In tens of megabytes: what waits for it tells of each change.
    private static string Say(long free, MachineFloor floor, string where, string next) =>
        $"waits for room: {SizeText.Show(free / (10 << 20) * (10 << 20))} {where} are free, and {floor.From} keeps {floor.Text}; {next}";

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
