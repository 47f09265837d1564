using Orch.Configuration;
using Orch.Processes;
using Orch.State;

namespace Orch.Cli.Doctor;

/// <summary>Looks at the state directory. Creates nothing.</summary>
internal sealed class StateFindings(Surroundings surroundings, long? leastFree)
{
    private const string Area = "state";

    private string Folder => surroundings.State.Path;

    public IReadOnlyList<Finding> Find()
    {
        var findings = new List<Finding> { Directory() };
        if (Disk() is { } disk)
        {
            findings.Add(disk);
        }

        return findings;
    }

    private Finding Directory()
    {
        var there = new DirectoryInfo(Folder);
        var word = Rendering.ShellWord.Of(Folder);
        if (there.LinkTarget is not null)
        {
            return new(Area, "directory", FindingStatus.Error, $"{Folder} is a symbolic link", $"rm {word}");
        }

        if (!there.Exists)
        {
            return File.Exists(Folder)
                ? new(Area, "directory", FindingStatus.Error, $"{Folder} is a file", $"mv {word} {word}.old")
                : Existing(there) is { } above && NativeMethods.Access(above, NativeMethods.MayWrite) == 0
                    ? new(Area, "directory", FindingStatus.Ok, $"{Folder} is not there yet and is made when it is needed")
                    : new(Area, "directory", FindingStatus.Error, $"{Folder} cannot be made", "export ORCH_HOME=DIRECTORY");
        }

        var mode = File.GetUnixFileMode(Folder);
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return (mode & ~mine) != UnixFileMode.None ? new(Area, "directory", FindingStatus.Warning, $"{Folder} is open to others ({Convert.ToString((int)mode, 8)})", $"chmod 700 {word}")
            : NativeMethods.Access(Folder, NativeMethods.MayWrite) != 0 ? new(Area, "directory", FindingStatus.Error, $"{Folder} cannot be written", $"chmod 700 {word}")
            : OpenFile() is { } file ? new(Area, "directory", FindingStatus.Warning, $"{file} is open to others", $"chmod 600 {Rendering.ShellWord.Of(file)}")
            : new(Area, "directory", FindingStatus.Ok, $"{Folder}, private");
    }

    private string? OpenFile() => System.IO.Directory.EnumerateFiles(Folder)
        .FirstOrDefault(file => (File.GetUnixFileMode(file) & ~StateDirectory.PrivateFile) != UnixFileMode.None);

    private Finding? Disk()
    {
        var place = Existing(new(Folder));
        if (place is null)
        {
            return null;
        }

        var free = new DriveInfo(place).AvailableFreeSpace;
        return leastFree is { } least && free < least
            ? new(Area, "disk", FindingStatus.Warning, $"{SizeText.Show(free)} are free where the state is, and limits.free_disk keeps {SizeText.Show(least)}: no agent starts", "orch clean")
            : new(Area, "disk", FindingStatus.Ok, $"{SizeText.Show(free)} are free where the state is");
    }

    private static string? Existing(DirectoryInfo directory)
    {
        for (var above = directory; above is not null; above = above.Parent)
        {
            if (above.Exists)
            {
                return above.FullName;
            }
        }

        return null;
    }
}
