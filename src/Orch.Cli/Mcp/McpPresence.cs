using Orch.Coordination;

namespace Orch.Cli.Mcp;

/// <summary>Keeps a person's own CLI known, so that agents can reach it. Agents of Orch are known by their supervisors.</summary>
internal sealed class McpPresence : IDisposable
{
    private readonly CancellationTokenSource over = new();

    /// <summary>Initializes a new instance of the <see cref="McpPresence"/> class, which lasts until it is disposed of.</summary>
    /// <param name="caller">Who is to be known.</param>
    /// <param name="registry">Where.</param>
    /// <param name="time">The clock.</param>
    public McpPresence(McpCaller caller, IAgentRegistry registry, TimeProvider time)
    {
        if (!caller.IsAgent)
        {
            _ = StayAsync(new Registration(caller.Name) { Type = "mcp" }, registry, time, over.Token);
        }
    }

    public void Dispose()
    {
        over.Cancel();
        over.Dispose();
    }

    private static async Task StayAsync(Registration registration, IAgentRegistry registry, TimeProvider time, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            await registry.RegisterAsync(registration, ct);
            while (true)
            {
                await Task.Delay(registration.Lease / 3, time, ct);
                await registry.HeartbeatAsync(registration.Name, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // Until the server ends.
        }
    }
}
