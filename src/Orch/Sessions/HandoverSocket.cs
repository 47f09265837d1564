using System.Net.Sockets;
using System.Text;
using Orch.Processes;
using Orch.State;

namespace Orch.Sessions;

/// <summary>A listening Unix socket in a private directory with a random name; both go away with it.</summary>
internal sealed class HandoverSocket : IDisposable
{
    // sun_path has 104 bytes on macOS and 108 on Linux, with the zero at the end.
    private const int LongestPath = 103;

    private readonly string place;
    private readonly Socket listener;

    private HandoverSocket(string place, Socket listener)
    {
        this.place = place;
        this.listener = listener;
    }

    public string Path => PathIn(place);

    /// <summary>Listens below the first of these directories whose path is short enough and that takes a socket.</summary>
    /// <exception cref="OrchException">None does (environment).</exception>
    public static HandoverSocket Listen(params IReadOnlyList<string> parents)
    {
        var trouble = "their paths are too long for a socket";
        foreach (var parent in parents)
        {
            var folder = System.IO.Path.Combine(parent, Ids.New("start"));
            if (Encoding.UTF8.GetByteCount(PathIn(folder)) > LongestPath)
            {
                continue;
            }

            // Fails when something has that name, so nobody can have put a directory of his own there.
            if (NativeMethods.MakeDirectory(folder, (uint)(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != 0)
            {
                trouble = $"{parent}: {System.Runtime.InteropServices.Marshal.GetLastPInvokeErrorMessage()}";
                continue;
            }

            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Bind(new UnixDomainSocketEndPoint(PathIn(folder)));
                socket.Listen();
                return new(folder, socket);
            }
            catch (SocketException e)
            {
                trouble = $"{parent}: {e.Message}";
                socket.Dispose();
                Directory.Delete(folder, recursive: true);
            }
        }

        throw OrchException.Environment($"no private place for the handover to the supervisor in {string.Join(", ", parents)} ({trouble}): set TMPDIR to a short path on a local disk");
    }

    /// <summary>The next connection of a process of the same user; others are closed.</summary>
    public async Task<Socket> AcceptAsync(CancellationToken ct)
    {
        while (true)
        {
            var peer = await listener.AcceptAsync(ct);
            if (HandoverFrame.IsOwnUser(peer))
            {
                return peer;
            }

            peer.Dispose();
        }
    }

    public void Dispose()
    {
        listener.Dispose();
        try
        {
            Directory.Delete(place, recursive: true);
        }
        catch (IOException)
        {
            // An empty directory with a random name is left; the result of the start matters more.
        }
    }

    private static string PathIn(string folder) => System.IO.Path.Combine(folder, "s");
}
