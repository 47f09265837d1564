using System.Reflection;
using Orch.Processes;

namespace Orch;

/// <summary>The orch program that runs supervisors for a library user. Library and program share a database, so they have to be of one version.</summary>
internal static class OrchTool
{
    /// <summary>The version of this library, without the commit.</summary>
    public static string Version { get; } =
        (typeof(OrchTool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];

    /// <summary>Finds it and looks at its version.</summary>
    /// <exception cref="OrchException">It is not there, or of another version (environment).</exception>
    public static async Task<string> FindAsync(string? wanted, Surroundings here, CancellationToken ct)
    {
        var path = ProgramFinder.Find(wanted ?? "orch", here.Environment)
            ?? throw OrchException.Environment($"{wanted ?? "orch"} is not there or not on PATH: install the orch tool of version {Version}, or set {nameof(TaskDispatcherOptions)}.{nameof(TaskDispatcherOptions.OrchPath)}");
        var answer = await here.Runner.RunAsync(new ProcessSpec(path, ["--version"]) { Environment = here.Environment, Timeout = TimeSpan.FromSeconds(30) }, ct);
        var version = answer.Output.Trim();
        return answer.Succeeded && version == Version
            ? path
            : throw OrchException.Environment($"{path} is of version {(version.Length is > 0 and < 100 ? version : "unknown")}, and the library of {Version}: install the orch tool of that version, or set {nameof(TaskDispatcherOptions)}.{nameof(TaskDispatcherOptions.OrchPath)}");
    }
}
