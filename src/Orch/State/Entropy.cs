namespace Orch.State;

/// <summary>Tells random characters from words.</summary>
internal static class Entropy
{
    /// <summary>Shannon's entropy of the characters, in bits for each.</summary>
    public static double Of(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[128];
        var others = 0;
        foreach (var character in text)
        {
            if (character < counts.Length)
            {
                counts[character]++;
            }
            else
            {
                others++;
            }
        }

        var bits = Part(others, text.Length);
        foreach (var count in counts)
        {
            bits += Part(count, text.Length);
        }

        return bits;
    }

    private static double Part(int count, int total) => count == 0 ? 0 : -((double)count / total) * Math.Log2((double)count / total);
}
