using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>Shows events while they come.</summary>
internal interface IProgressView
{
    /// <summary>Shows all of them; returns with the last one.</summary>
    Task ShowAsync(IAsyncEnumerable<EventRecord> events, CancellationToken ct);
}
