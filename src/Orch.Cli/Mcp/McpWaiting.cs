namespace Orch.Cli.Mcp;

/// <summary>Waits for something to be there, no longer than a client waits for an answer.</summary>
internal static class McpWaiting
{
    /// <summary>The longest wait in seconds; some clients give a call up after a minute.</summary>
    public const long Longest = 30;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks until what is seen is enough, or the time is over.</summary>
    /// <param name="look">Looks.</param>
    /// <param name="isEnough">Whether that is what was waited for.</param>
    /// <param name="seconds">How long; null or 0 looks once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What was seen last.</returns>
    public static async Task<T> ForAsync<T>(Func<Task<T>> look, Func<T, bool> isEnough, long? seconds, TimeProvider time, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (isEnough(seen) || time.GetElapsedTime(started).TotalSeconds >= (seconds ?? 0))
            {
                return seen;
            }

            await Task.Delay(Step, time, ct);
        }
    }
}
