namespace Orch.Processes;

/// <summary>How a process ended and what it said.</summary>
/// <param name="ExitCode">As a shell reports it: 128 + signal number for a killed process.</param>
/// <param name="Output">Standard output, capped.</param>
/// <param name="Error">Standard error, capped.</param>
/// <param name="TimedOut">It was killed because its time was over.</param>
/// <param name="Duration">From start to exit.</param>
internal sealed record ProcessResult(int ExitCode, string Output, string Error, bool TimedOut, TimeSpan Duration)
{
    public bool Succeeded => ExitCode == 0 && !TimedOut;

    /// <summary>The first line of the error output that says something, for a message of one line.</summary>
    public string Complaint =>
        TimedOut ? $"no answer within {Duration.TotalSeconds:0} s"
        : FirstLine(Error) ?? FirstLine(Output) ?? $"exit code {ExitCode}";

    private static string? FirstLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
}
