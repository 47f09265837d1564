namespace Orch.Proof;

/// <summary>How the validation command went.</summary>
internal sealed record ValidationOutcome
{
    /// <summary>The command as the user gave it.</summary>
    public required string Command { get; init; }

    /// <summary>The exit code as a shell reports it; null when it did not come to that.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Its time ran out.</summary>
    public bool TimedOut { get; init; }

    /// <summary>From start to exit.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why the command could not be run at all; null when it was.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The file with its output; null when there is none.</summary>
    public string? Log { get; init; }

    /// <summary>The file's SHA-256 in lower-case hexadecimal.</summary>
    public string? LogSha256 { get; init; }

    /// <summary>The end of its output, redacted.</summary>
    public string Tail { get; init; } = "";

    /// <summary>What should be known of the checkout, such as a submodule that stayed empty.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
