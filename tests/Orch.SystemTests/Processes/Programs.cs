using Orch.Processes;

namespace Orch.SystemTests.Processes;

/// <summary>Small programs to run.</summary>
internal static class Programs
{
    public static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string>
    {
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH")!,
    };

    /// <summary>A shell script; its arguments are $1 and so on.</summary>
    public static ProcessSpec Script(string script, params string[] arguments) =>
        new("sh", ["-c", script, "script", .. arguments]) { Environment = Environment, Timeout = TimeSpan.FromSeconds(60) };

    public static bool IsAlive(int pid) => ProcessIdentity.Of(pid) is not null;
}
