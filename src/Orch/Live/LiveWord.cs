using System.Text;
using Orch.Sessions;
using Orch.State;

namespace Orch.Live;

/// <summary>What a session's host answers about a message: its state, and a line on why.</summary>
internal sealed record LiveWord(TurnState State, string? Detail)
{
    public static readonly LiveWord Delivered = new(TurnState.Delivered, null);

    public Task WriteAsync(Stream stream, CancellationToken ct) => HandoverFrame.WriteAsync(stream, Encoding.UTF8.GetBytes($"{State}\n{Detail}"), ct);

    /// <summary>The next word; null when the host has gone.</summary>
    public static async Task<LiveWord?> ReadAsync(Stream stream, CancellationToken ct) =>
        await HandoverFrame.ReadAsync(stream, ct) is { } bytes && Encoding.UTF8.GetString(bytes).Split('\n', 2) is [var state, var detail] && Enum.TryParse<TurnState>(state, out var known)
            ? new(known, detail.Length == 0 ? null : detail)
            : null;
}
