using Orch.Processes;
using Orch.State;

namespace Orch;

/// <summary>What Orch is called in: everything that is not an argument.</summary>
/// <param name="Environment">The caller's whole environment.</param>
/// <param name="Directory">The caller's working directory, absolute.</param>
/// <param name="OrchBinary">The orch binary that runs supervisors and launches programs, absolute.</param>
/// <param name="Time">The clock.</param>
internal sealed record Surroundings(IReadOnlyDictionary<string, string> Environment, string Directory, string OrchBinary, TimeProvider Time)
{
    /// <summary>The one runner of processes.</summary>
    public ProcessRunner Runner { get; } = new(Time);

    /// <summary>Where the record is kept.</summary>
    public StateDirectory State { get; } = StateDirectory.Locate(Environment);

    /// <summary>What this process sees.</summary>
    /// <param name="orchBinary">The orch binary.</param>
    public static Surroundings OfThisProcess(string orchBinary)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            environment[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return new(environment, WorkingDirectory(environment), orchBinary, TimeProvider.System);
    }

    /// <summary>What a program sees that uses the library.</summary>
    /// <param name="options">What it says instead.</param>
    /// <param name="orchBinary">The orch binary.</param>
    public static Surroundings Of(TaskDispatcherOptions options, string orchBinary)
    {
        var here = OfThisProcess(orchBinary);
        var environment = new Dictionary<string, string>(options.Environment ?? here.Environment, StringComparer.Ordinal);
        if (options.StateDirectory is { } state)
        {
            environment["ORCH_HOME"] = Path.GetFullPath(state);
        }

        return new(environment, Path.GetFullPath(options.Directory ?? here.Directory), here.OrchBinary, here.Time);
    }

    // One that was removed has no name any more but that which the shell remembers: whoever needs it says that it is not there.
    private static string WorkingDirectory(Dictionary<string, string> environment)
    {
        try
        {
            return System.Environment.CurrentDirectory;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return environment.GetValueOrDefault("PWD") is { } remembered && Path.IsPathFullyQualified(remembered) ? remembered : "/";
        }
    }
}
