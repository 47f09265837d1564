using System.Net.Sockets;
using System.Text;
using Orch.Sessions;
using Orch.State;

namespace Orch.Live;

/// <summary>Says something to a live session by way of its host, which types it.</summary>
internal sealed class LiveSender(Surroundings surroundings)
{
    // Typing takes seconds; that a turn is on is said at once.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>Says it; what is reported was seen.</summary>
    /// <param name="session">The session.</param>
    /// <param name="text">What.</param>
    /// <param name="wait">A message that is queued is waited for until it was typed.</param>
    /// <param name="ct">Stops the waiting; a queued message is typed nevertheless.</param>
    /// <exception cref="OrchException">The text cannot be typed (usage).</exception>
    public async Task<SendReport> SendAsync(LiveSession session, string text, bool wait, CancellationToken ct)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            using var deadline = new CancellationTokenSource(Deadline, surroundings.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(session.Mark.Socket), either.Token);
            if (!HandoverFrame.IsOwnUser(socket))
            {
                return Report(new(TurnState.Failed, $"the socket {session.Mark.Socket} belongs to another user"));
            }

            await using var stream = new NetworkStream(socket);
            await HandoverFrame.WriteAsync(stream, Encoding.UTF8.GetBytes(Compose(text)), either.Token);
            var word = await LiveWord.ReadAsync(stream, either.Token);
            while (wait && word is { State: TurnState.Queued })
            {
                word = await LiveWord.ReadAsync(stream, ct);
            }

            return Report(word ?? new(TurnState.Failed, "the session ended before it had taken it"));
        }
        catch (SocketException)
        {
            return Report(new(TurnState.Failed, $"its host does not answer: 'orch attach {session.Name}' shows the session"));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Report(new(TurnState.Failed, $"its host said nothing within {Deadline.TotalSeconds:0} s: 'orch attach {session.Name}' shows the session"));
        }

        SendReport Report(LiveWord word) => new(session.Name, word.State, word.Detail, Turn: null);
    }

    // Other control characters would be keys to the program that they are typed into.
    private string Compose(string text)
    {
        text = AgentMessenger.Checked(text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').TrimStart('\n').TrimEnd();
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
        {
            throw OrchException.Usage("the message holds control characters, which would be keys to a session: remove them");
        }

        text = new Redactor(KnownSecrets.From(surroundings.Environment)).Redact(text);
        return surroundings.Environment.GetValueOrDefault("ORCH_AGENT") is { Length: > 0 } agent
            ? $"Message from the agent {agent}, not from the user:\n\n{text}"
            : text;
    }
}
