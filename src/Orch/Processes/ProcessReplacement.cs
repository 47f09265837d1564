using System.Runtime.InteropServices;

namespace Orch.Processes;

/// <summary>Makes this process another program (execv).</summary>
internal static class ProcessReplacement
{
    /// <summary>Exit code when the program could not be started, as shells use it.</summary>
    public const int CannotStart = 126;

    /// <summary>Returns only when it failed.</summary>
    /// <param name="program">Its absolute path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="complain">Where to say why it failed.</param>
    /// <returns>The exit code of the failure.</returns>
    public static int Become(string program, IReadOnlyList<string> arguments, TextWriter complain)
    {
        // .NET ignores SIGPIPE, and what is ignored stays so across execv; programs expect the default.
        _ = NativeMethods.Signal(NativeMethods.SigPipe, 0);
        InheritedDescriptors.KeepFromChildren();
        _ = NativeMethods.Execute(program, [program, .. arguments, null]);
        complain.WriteLine($"orch: cannot start {program}: {Marshal.GetLastPInvokeErrorMessage()}");
        return CannotStart;
    }
}
