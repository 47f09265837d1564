namespace Orch;

/// <summary>How a <see cref="TaskDispatcher"/> works.</summary>
public sealed record TaskDispatcherOptions
{
    /// <summary>Gets the orch binary that runs the supervisors. Default: the <c>orch</c> on PATH.</summary>
    public string? OrchPath { get; init; }

    /// <summary>Gets the repository's directory. Default: the current directory.</summary>
    public string? Directory { get; init; }

    /// <summary>Gets the shell command that has to succeed on a fresh checkout of the result. Null for the configured one, if any.</summary>
    public string? Validate { get; init; }

    /// <summary>Gets how long one attempt of an agent CLI may take. Null for the configured time, by default 30 minutes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets how long an attempt may be silent. Null for the configured time, by default 10 minutes.</summary>
    public TimeSpan? IdleTimeout { get; init; }
}
