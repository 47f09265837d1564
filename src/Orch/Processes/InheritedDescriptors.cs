using System.Globalization;

namespace Orch.Processes;

/// <summary>
/// Files that whoever started this process left open in it: a lock of the calling script, the pipe of a build server. A tmux server or an
/// agent that lives on for hours would hold them all that time.
/// </summary>
internal static class InheritedDescriptors
{
    private const string Open = "/proc/self/fd";
    private const int SetFlags = 2;
    private const int CloseOnExec = 1;
    private const int FirstOther = 3;

    /// <summary>From now on no program that this process starts inherits more than its three standard streams. Linux only.</summary>
    public static void KeepFromChildren()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Open))
        {
            return;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(Open))
        {
            if (int.TryParse(Path.GetFileName(entry.AsSpan()), CultureInfo.InvariantCulture, out var descriptor) && descriptor >= FirstOther)
            {
                _ = NativeMethods.FileControl(descriptor, SetFlags, CloseOnExec);
            }
        }
    }
}
