using System.Runtime.InteropServices;

namespace Orch.Cli.Watching;

/// <summary>Takes a terminal's own line editing, echo and signals away for as long as it lives, so that keys come as they are pressed.</summary>
internal sealed partial class RawTerminal : IDisposable
{
    // Larger than termios is anywhere; its form is the system's own matter.
    private const int Room = 256;
    private const int Now = 0;

    private readonly int descriptor;
    private readonly byte[] before = new byte[Room];
    private readonly byte[] raw = new byte[Room];
    private readonly bool isTerminal;

    /// <param name="descriptor">The terminal.</param>
    public RawTerminal(int descriptor)
    {
        this.descriptor = descriptor;
        isTerminal = GetAttributes(descriptor, before) == 0;
        before.CopyTo(raw, 0);
        MakeRaw(raw);
        Take();
    }

    /// <summary>Takes it again, after a program that was given the terminal.</summary>
    public void Take() => Set(raw);

    /// <summary>Gives it back for a program.</summary>
    public void GiveBack() => Set(before);

    public void Dispose() => GiveBack();

    private void Set(byte[] attributes)
    {
        if (isTerminal)
        {
            _ = SetAttributes(descriptor, Now, attributes);
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int descriptor, [In, Out] byte[] attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(int descriptor, int when, [In] byte[] attributes);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw([In, Out] byte[] attributes);
}
