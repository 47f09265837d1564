using System.Globalization;

namespace Orch.Processes;

/// <summary>
/// The verb <c>__launch</c> of the orch binary: becomes the leader of a session of its own, asks the kernel to be killed with its
/// parent (prctl(2), PR_SET_PDEATHSIG) and then replaces itself by the program. .NET cannot do this between fork and exec.
/// </summary>
internal static class SessionLauncher
{
    public const string Verb = "__launch";

    /// <summary>Exit code when the program could not be started.</summary>
    public const int CannotStart = ProcessReplacement.CannotStart;

    /// <summary>The arguments with which the orch binary launches a program.</summary>
    public static IReadOnlyList<string> Arguments(string program, IReadOnlyList<string> arguments) =>
        [Verb, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), program, .. arguments];

    /// <summary>Replaces this process; returns only when that failed.</summary>
    /// <param name="arguments">The parent's process id, the program's absolute path, its arguments.</param>
    /// <param name="complain">Where to say why it failed.</param>
    /// <returns>The exit code of the failure.</returns>
    public static int Run(ReadOnlySpan<string> arguments, TextWriter complain)
    {
        if (arguments.Length < 2 || !int.TryParse(arguments[0], CultureInfo.InvariantCulture, out var parent))
        {
            complain.WriteLine($"orch: {Verb} is for orch itself");
            return CannotStart;
        }

        _ = NativeMethods.SetSid();
        if (OperatingSystem.IsLinux())
        {
            _ = NativeMethods.ProcessControl(NativeMethods.PrSetParentDeathSignal, NativeMethods.SigKill, 0, 0, 0);
        }

        if (NativeMethods.GetParentPid() != parent)
        {
            // The parent died before the request was in force.
            return CannotStart;
        }

        return ProcessReplacement.Become(arguments[1], [.. arguments[2..]], complain);
    }
}
