using System.Text.RegularExpressions;

namespace Orch.State;

/// <summary>
/// Finds a random-looking literal that is given to something called a key, token, secret or password. Only quoted values and
/// <c>NAME=value</c> lines count, and nothing that looks like a word, a path, a placeholder or code.
/// </summary>
internal static partial class SecretAssignment
{
    public const string Rule = "assigned-secret";

    private const int LongestLine = 2000;
    private const double LeastEntropy = 3.7;

    // Hexadecimal digits hold at most four bits each.
    private const double LeastHexadecimalEntropy = 3.0;

    private static readonly string[] Placeholders =
        ["example", "placeholder", "changeme", "change_me", "dummy", "sample", "your", "xxxx", "0000", "1234", "abcd", "test", "fake", "redacted"];

    public static bool IsIn(string line) =>
        line.Length <= LongestLine && Assignment().Matches(line).Any(match => IsRandom(match.Groups["value"].ValueSpan));

    private static bool IsRandom(ReadOnlySpan<char> value)
    {
        foreach (var placeholder in Placeholders)
        {
            if (value.Contains(placeholder, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        if (IsIdentifier(value))
        {
            return false;
        }

        return IsHexadecimal(value)
            ? value.Length >= 32 && Entropy.Of(value) >= LeastHexadecimalEntropy
            : Count(value, char.IsAsciiDigit) >= 3 && Count(value, char.IsAsciiLetter) >= 3 && Entropy.Of(value) >= LeastEntropy;
    }

    // UUIDs name things far more often than they open them.
    private static bool IsIdentifier(ReadOnlySpan<char> value) => Guid.TryParseExact(value, "D", out _);

    private static bool IsHexadecimal(ReadOnlySpan<char> value) => Count(value, char.IsAsciiHexDigit) == value.Length;

    private static int Count(ReadOnlySpan<char> value, Func<char, bool> fits)
    {
        var count = 0;
        foreach (var character in value)
        {
            count += fits(character) ? 1 : 0;
        }

        return count;
    }

    [GeneratedRegex(
        """(?:api_?-?key|access_?-?key|private_?-?key|secret|token|passwd|password)[A-Za-z0-9_-]{0,24}["']?\s{0,8}(?::=|=>|=|:)\s{0,8}(?:["'](?<value>[A-Za-z0-9+/_=.~!@#%^&*-]{20,200})["']|(?<=[A-Z0-9_]=)(?<value>[A-Za-z0-9+/_=.~-]{20,200})\s{0,8}$)""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();
}
