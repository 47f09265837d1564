using Orch.Processes;

namespace Orch.Sessions;

/// <summary>
/// A systemd scope of the user's own manager, in which the tmux server outlives the login that started it: where logind ends what a login
/// leaves behind (KillUserProcesses), and the user may linger. See systemd-run(1).
/// </summary>
internal static class UserScope
{
    private const string Program = "systemd-run";
    private const string RuntimeDirectory = "XDG_RUNTIME_DIR";

    /// <summary>Starts the same program in a scope of its own; null where there is no such manager, which costs one look at a file.</summary>
    /// <param name="spec">What is started.</param>
    /// <param name="caller">The caller's environment, which says where the manager listens.</param>
    public static ProcessSpec? Around(ProcessSpec spec, IReadOnlyDictionary<string, string> caller)
    {
        if (!OperatingSystem.IsLinux()
            || caller.GetValueOrDefault(RuntimeDirectory) is not { Length: > 0 } runtime
            || !Path.Exists(Path.Combine(runtime, "systemd", "private"))
            || ProgramFinder.Find(Program, caller) is null)
        {
            return null;
        }

        return spec with
        {
            Program = Program,
            Arguments = ["--user", "--scope", "--quiet", "--collect", "--", spec.Program, .. spec.Arguments],
            Environment = new Dictionary<string, string>(spec.Environment, StringComparer.Ordinal) { [RuntimeDirectory] = runtime },
        };
    }
}
