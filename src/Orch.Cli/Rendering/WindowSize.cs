using System.Runtime.InteropServices;

namespace Orch.Cli.Rendering;

/// <summary>The size of a terminal. .NET knows it only of standard output, and sends that the codes for reading keys when it is asked.</summary>
/// <param name="Columns">Its width in cells.</param>
/// <param name="Rows">Its height in lines.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly partial record struct WindowSize(int Columns, int Rows)
{
    private const int LeastColumns = 20;
    private const int LeastRows = 5;

    // TIOCGWINSZ of Linux. The call is variadic, which other systems pass differently.
    private const nuint GetWindowSize = 0x5413;

    /// <summary>What is no terminal has no end.</summary>
    public static WindowSize Endless { get; } = new(10_000, 10_000);

    private static WindowSize Usual { get; } = new(80, 24);

    /// <summary>The size of the terminal behind a descriptor, as it is now.</summary>
    public static WindowSize Of(int descriptor)
    {
        var size = !OperatingSystem.IsLinux() ? new(Console.WindowWidth, Console.WindowHeight)
            : Control(descriptor, GetWindowSize, out var answer) == 0 && answer is { Columns: > 0, Rows: > 0 } ? new(answer.Columns, answer.Rows)
            : Usual;
        return new(Math.Max(LeastColumns, size.Columns), Math.Max(LeastRows, size.Rows));
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, out Answer answer);

    [StructLayout(LayoutKind.Sequential)]
    private struct Answer
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
