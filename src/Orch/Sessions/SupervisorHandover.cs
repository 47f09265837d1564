using System.Net.Sockets;
using System.Text.Json;

namespace Orch.Sessions;

/// <summary>The supervisor's side of its start.</summary>
internal static class SupervisorHandover
{
    /// <summary>Fetches what the creator hands over.</summary>
    /// <param name="socketPath">The value of <see cref="SessionEnvironment.Handover"/>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="OrchException">The creator is gone, silent, or another user (failed).</exception>
    public static async Task<Handover> ReceiveAsync(string socketPath, TimeProvider time, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            using var deadline = new CancellationTokenSource(Handover.Deadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), either.Token);
            if (!HandoverFrame.IsOwnUser(socket))
            {
                throw OrchException.Failed($"the socket {socketPath} belongs to another user: start the agent again");
            }

            var stream = new NetworkStream(socket, ownsSocket: true);
            var message = await HandoverFrame.ReadAsync(stream, either.Token)
                ?? throw OrchException.Failed("the creator went away before it had handed over the environment: start the agent again");
            return new(stream, JsonSerializer.Deserialize(message, HandoverJson.Default.HandoverMessage)!, time);
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw e switch
            {
                SocketException or JsonException or ArgumentException => OrchException.Failed($"cannot reach the creator at {socketPath} ({e.Message}): start the agent again", e),
                OperationCanceledException when !ct.IsCancellationRequested => OrchException.Failed($"the creator at {socketPath} says nothing: start the agent again", e),
                _ => e,
            };
        }
    }
}
