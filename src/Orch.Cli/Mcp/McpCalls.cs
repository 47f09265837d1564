namespace Orch.Cli.Mcp;

/// <summary>The calls that were read and not answered yet, so that a client that closes its end at once still gets its answers.</summary>
/// <param name="time">The clock.</param>
internal sealed class McpCalls(TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public void Opened(string id)
    {
        lock (gate)
        {
            open.Add(id);
        }
    }

    public void Closed(string id)
    {
        lock (gate)
        {
            open.Remove(id);
        }
    }

    /// <summary>Waits until there is none.</summary>
    /// <param name="atMost">No longer than this: a cancelled call gets no answer.</param>
    /// <param name="ct">Gives up.</param>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (Any() && time.GetElapsedTime(started) < atMost)
        {
            await Task.Delay(Step, time, ct);
        }
    }

    private bool Any()
    {
        lock (gate)
        {
            return open.Count > 0;
        }
    }
}
