using System.Buffers;
using System.Text;

namespace Orch.Processes;

/// <summary>Finds the character that a cut through UTF-8 text went through.</summary>
internal static class Utf8Cut
{
    private const int LongestCharacter = 4;

    /// <summary>How many bytes at the end begin a character that is not whole.</summary>
    public static int PartialAtEnd(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length < LongestCharacter && length <= bytes.Length; length++)
        {
            if (!IsContinuation(bytes[^length]))
            {
                return Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData ? length : 0;
            }
        }

        return 0;
    }

    /// <summary>How many bytes at the start belong to a character that began before.</summary>
    public static int PartialAtStart(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        while (length < LongestCharacter - 1 && length < bytes.Length && IsContinuation(bytes[length]))
        {
            length++;
        }

        return length;
    }

    private static bool IsContinuation(byte value) => (value & 0b1100_0000) == 0b1000_0000;
}
