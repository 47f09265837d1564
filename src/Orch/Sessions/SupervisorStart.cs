using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Orch.State;

namespace Orch.Sessions;

/// <summary>
/// The creator's side of a supervisor's start. The environment crosses over a private socket, because everything that tmux is given
/// can be read by others; and the start is reported only after the supervisor said that it owns the agent.
/// </summary>
internal sealed class SupervisorStart(StateDirectory state, TmuxServer tmux, TimeProvider time)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LookAtLeast = TimeSpan.FromSeconds(2);

    /// <summary>Starts <c>orch supervise NAME</c> in a session of that name. After a failure the session is gone again.</summary>
    /// <param name="name">The agent's name.</param>
    /// <param name="orchBinary">The path of the orch binary.</param>
    /// <param name="environment">The environment to hand over.</param>
    /// <param name="directory">The directory in which the user called Orch; the session begins there too.</param>
    /// <param name="ct">Gives up; the session is removed.</param>
    /// <exception cref="OrchException">The session's name is taken (conflict); tmux or the directory is missing (environment).</exception>
    public Task<SupervisorStartResult> StartAsync(
        string name, string orchBinary, IReadOnlyDictionary<string, string> environment, string directory, CancellationToken ct) =>
        StartAsync(name, [orchBinary, "supervise", name], new(SessionEnvironment.ForSupervisor(environment), directory), keepWhenFailed: false, ct);

    /// <summary>Starts a program that takes a handover, in a session of that name. After a failure the session is gone again.</summary>
    /// <param name="name">The session's name.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="message">What to hand over.</param>
    /// <param name="keepWhenFailed">The pane is kept for the last words of a program that fails later, until <see cref="TmuxServer.ReleaseAsync"/>.</param>
    /// <param name="ct">Gives up; the session is removed.</param>
    /// <exception cref="OrchException">The session's name is taken (conflict); tmux or the directory is missing (environment).</exception>
    public async Task<SupervisorStartResult> StartAsync(
        string name, IReadOnlyList<string> command, HandoverMessage message, bool keepWhenFailed, CancellationToken ct)
    {
        state.Ensure();
        using var socket = HandoverSocket.Listen(state.Path, TemporaryDirectory(message.Environment), "/tmp");
        ct.ThrowIfCancellationRequested();

        // Not to be interrupted: one would not know whether there is a session now.
        var session = await tmux.CreateAsync(
            name,
            message.Directory,
            command,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["ORCH_HOME"] = state.Path, [SessionEnvironment.Handover] = socket.Path },
            keepWhenFailed: true,
            CancellationToken.None);

        var failure = "the start was given up";
        try
        {
            failure = await HandOverAsync(name, socket, message, ct);
        }
        finally
        {
            if (failure is null && !keepWhenFailed)
            {
                await tmux.ReleaseAsync(name, CancellationToken.None);
            }
            else if (failure is not null)
            {
                await tmux.RemoveAsync(session, CancellationToken.None);
            }
        }

        return failure is null ? SupervisorStartResult.Started : new(failure);
    }

    private static string TemporaryDirectory(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("TMPDIR", out var path) && Path.IsPathRooted(path) ? path : "/tmp";

    /// <summary>Null when the supervisor owns the agent, else why not.</summary>
    private async Task<string?> HandOverAsync(string name, HandoverSocket socket, HandoverMessage message, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Handover.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var talk = TalkAsync(socket, message, either.Token);
        var hasEnded = false;

        // Where many start at once, looking often would be what keeps them from starting.
        for (var pause = LookAgain; await Task.WhenAny(talk, Task.Delay(pause, time, either.Token)) != talk && !either.IsCancellationRequested; pause = pause * 2 < LookAtLeast ? pause * 2 : LookAtLeast)
        {
            hasEnded = !await IsAliveAsync(name, CancellationToken.None);
            if (hasEnded)
            {
                await either.CancelAsync();
            }
        }

        try
        {
            switch (await talk)
            {
                case Handover.Started:
                    return null;
                case { } answer when answer.StartsWith(Handover.Refused, StringComparison.Ordinal):
                    return answer[Handover.Refused.Length..];
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // What was said until then is on its screen.
        }

        var failure = deadline.IsCancellationRequested && !hasEnded
            ? $"the supervisor did not take over within {Handover.Deadline.TotalSeconds:0} s"
            : "the supervisor ended before it had taken over";
        return await WithLastWordsAsync(name, failure, ct);
    }

    /// <summary>Hands over and returns the supervisor's answer, which it has then seen to be received; null when it went away.</summary>
    private static async Task<string?> TalkAsync(HandoverSocket socket, HandoverMessage message, CancellationToken ct)
    {
        using var stream = new NetworkStream(await socket.AcceptAsync(ct), ownsSocket: true);
        try
        {
            await HandoverFrame.WriteAsync(stream, JsonSerializer.SerializeToUtf8Bytes(message, HandoverJson.Default.HandoverMessage), ct);
            var answer = await HandoverFrame.ReadAsync(stream, ct) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
            if (answer == Handover.Started)
            {
                await HandoverFrame.WriteAsync(stream, Encoding.UTF8.GetBytes(Handover.Seen), ct);
            }

            return answer;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<bool> IsAliveAsync(string name, CancellationToken ct) =>
        (await tmux.ListAsync(ct)).Any(session => session.Name == name && !session.IsDead);

    private async Task<string> WithLastWordsAsync(string name, string failure, CancellationToken ct)
    {
        var shown = await tmux.CapturePaneAsync(name, ct) ?? "";
        var words = shown.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault(line => !line.StartsWith("Pane is dead", StringComparison.Ordinal));
        return words is null ? failure : $"{failure}; it said: {words}";
    }
}
