using Microsoft.Extensions.Logging;

namespace Orch;

/// <summary>How a <see cref="TaskDispatcher"/> works. What the configuration files say holds where nothing is said here.</summary>
public sealed record TaskDispatcherOptions
{
    /// <summary>Gets the orch binary that runs the supervisors. Default: the <c>orch</c> on PATH. It has to be of the library's version.</summary>
    public string? OrchPath { get; init; }

    /// <summary>Gets the repository's directory. Default: the current directory.</summary>
    public string? Directory { get; init; }

    /// <summary>Gets the state directory. Default: <c>ORCH_HOME</c>, else <c>orch</c> in the user's state directory (XDG_STATE_HOME).</summary>
    public string? StateDirectory { get; init; }

    /// <summary>Gets the environment that planning, supervisors and agents get. Default: that of this process.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Gets the markdown file, up to 1 MiB, that is given to the agents as data. Default: none.</summary>
    public string? ContextFile { get; init; }

    /// <summary>Gets the shell command that has to succeed on a fresh checkout of the result. Default: the configured one, else none.</summary>
    public string? Validate { get; init; }

    /// <summary>Gets how long one attempt of an agent CLI may take. Default: as configured, else 30 minutes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets how long an attempt may be silent. Default: as configured, else 10 minutes.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Gets how often a failed validation goes back to the agent. Default: as configured, else once.</summary>
    public int? Repair { get; init; }

    /// <summary>Gets what a run may cost in US dollars, as the agent CLIs state it, before it waits for a human. Default: as configured, else no bound.</summary>
    public decimal? MaxUsd { get; init; }

    /// <summary>Gets how many tokens a run may use before it waits for a human. Default: as configured, else no bound.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>Gets a value indicating whether pull requests are left out. Default: false.</summary>
    public bool NoNewPullRequest { get; init; }

    /// <summary>Gets a value indicating whether the tasks are about the checks themselves, which the agents then may change. Default: false.</summary>
    public bool MayChangeChecks { get; init; }

    /// <summary>Gets a value indicating whether the agent CLIs keep their own permission rules; what they refuse then waits for a human. Default: false, as configured, else they work unattended.</summary>
    public bool KeepVendorPermissions { get; init; }

    /// <summary>Gets where the library says what it does. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
