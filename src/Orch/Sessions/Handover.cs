using System.Net.Sockets;
using System.Text;

namespace Orch.Sessions;

/// <summary>The supervisor's end of a start: what it was handed, and its answer to the creator.</summary>
internal sealed class Handover : IDisposable
{
    /// <summary>How long one side waits for a word of the other.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>The supervisor has taken ownership.</summary>
    public const string Started = "started";

    /// <summary>The creator has seen that.</summary>
    public const string Seen = "seen";

    /// <summary>The supervisor will not start; the reason follows.</summary>
    public const string Refused = "refused: ";

    private readonly NetworkStream stream;
    private readonly TimeProvider time;

    internal Handover(NetworkStream stream, HandoverMessage message, TimeProvider time)
    {
        this.stream = stream;
        this.time = time;
        Environment = message.Environment;
        Directory = message.Directory;
        Command = message.Command;
        Cli = message.Cli;
    }

    /// <summary>The creator's environment; it stays in memory.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The directory in which the user called Orch.</summary>
    public string Directory { get; }

    /// <summary>The program of a live session and its arguments.</summary>
    public IReadOnlyList<string> Command { get; }

    /// <summary>The agent CLI of a live session.</summary>
    public string Cli { get; }

    /// <summary>Reports that the supervisor owns the agent, and waits until the creator has seen it.</summary>
    /// <returns>False when the creator is gone or gave up: it then reported, or will be taken to have reported, that nothing was started.</returns>
    public async Task<bool> ConfirmAsync(CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            await HandoverFrame.WriteAsync(stream, Encoding.UTF8.GetBytes(Started), either.Token);
            return await HandoverFrame.ReadAsync(stream, either.Token) is { } answer && Encoding.UTF8.GetString(answer) == Seen;
        }
        catch (IOException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Reports in one line why the supervisor will not start.</summary>
    public async Task RefuseAsync(string reason, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            await HandoverFrame.WriteAsync(stream, Encoding.UTF8.GetBytes(Refused + reason.ReplaceLineEndings(" ")), either.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }

    public void Dispose() => stream.Dispose();
}
