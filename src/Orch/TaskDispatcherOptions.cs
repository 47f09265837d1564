namespace Orch;

/// <summary>How a <see cref="TaskDispatcher"/> works.</summary>
public sealed record TaskDispatcherOptions
{
    /// <summary>Gets the orch binary that runs the supervisors. Default: the <c>orch</c> on PATH.</summary>
    public string? OrchPath { get; init; }

    /// <summary>Gets the repository's directory. Default: the current directory.</summary>
    public string? Directory { get; init; }

    /// <summary>Gets the shell command that has to succeed on a fresh checkout of the result. Default: none.</summary>
    public string? Validate { get; init; }

    /// <summary>Gets how long one attempt of an agent CLI may take. Default: 30 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets how long an attempt may be silent. Default: 10 minutes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);
}
