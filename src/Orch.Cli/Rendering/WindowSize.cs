using System.Runtime.InteropServices;

namespace Orch.Cli.Rendering;

/// <summary>The size of a terminal. .NET knows it only of standard output, and sends that the codes for reading keys when it is asked.</summary>
internal static partial class WindowSize
{
    private const int Least = 20;
    private const int Usual = 80;

    // TIOCGWINSZ of Linux. The call is variadic, which other systems pass differently.
    private const nuint GetWindowSize = 0x5413;

    /// <summary>The columns of the terminal behind a descriptor, as they are now.</summary>
    public static int Columns(int descriptor)
    {
        var columns = !OperatingSystem.IsLinux() ? Console.WindowWidth
            : Control(descriptor, GetWindowSize, out var size) == 0 && size.Columns > 0 ? size.Columns
            : Usual;
        return Math.Max(Least, columns);
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, out Size size);

    [StructLayout(LayoutKind.Sequential)]
    private struct Size
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
