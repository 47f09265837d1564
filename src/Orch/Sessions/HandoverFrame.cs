using System.Buffers.Binary;
using System.Net.Sockets;
using Orch.Processes;

namespace Orch.Sessions;

/// <summary>One message on the handover's socket: four bytes of length, most significant first, and so many bytes of UTF-8.</summary>
internal static class HandoverFrame
{
    /// <summary>The creator's environment is on its way to whoever takes ownership; kernels allow a process less than this.</summary>
    private const int Largest = 16 * 1024 * 1024;

    private const int LevelSocket = 1;
    private const int PeerCredentials = 17;

    public static async Task WriteAsync(Stream stream, byte[] content, CancellationToken ct)
    {
        var frame = new byte[sizeof(int) + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length);
        content.CopyTo(frame, sizeof(int));
        await stream.WriteAsync(frame, ct);
    }

    /// <summary>Reads one message; null when the other side has gone before it was whole.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken ct)
    {
        try
        {
            var length = new byte[sizeof(int)];
            await stream.ReadExactlyAsync(length, ct);
            var size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size is < 0 or > Largest)
            {
                return null;
            }

            var content = new byte[size];
            await stream.ReadExactlyAsync(content, ct);
            return content;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether the process on the other side runs as this user (unix(7), SO_PEERCRED). Where the kernel cannot be asked so, the socket's private directory has to do.</summary>
    public static bool IsOwnUser(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        // struct ucred: pid, uid, gid.
        Span<byte> credentials = stackalloc byte[3 * sizeof(int)];
        var length = socket.GetRawSocketOption(LevelSocket, PeerCredentials, credentials);
        return length == credentials.Length
            && BitConverter.ToUInt32(credentials[sizeof(int)..]) == NativeMethods.GetEffectiveUserId();
    }
}
