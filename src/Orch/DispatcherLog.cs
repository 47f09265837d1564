using Microsoft.Extensions.Logging;

namespace Orch;

/// <summary>What the front door says to a logger.</summary>
internal static partial class DispatcherLog
{
    [LoggerMessage(1, LogLevel.Debug, "Planned {Count} agents")]
    public static partial void Planned(this ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Information, "Started agent {Name} with {Cli}")]
    public static partial void Started(this ILogger logger, string name, string cli);

    [LoggerMessage(3, LogLevel.Warning, "Agent {Name} did not start: {Reason}")]
    public static partial void DidNotStart(this ILogger logger, string name, string? reason);
}
