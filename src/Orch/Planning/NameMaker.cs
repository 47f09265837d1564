using System.Security.Cryptography;
using System.Text;

namespace Orch.Planning;

/// <summary>Makes agents' names from the words of their tasks.</summary>
internal static class NameMaker
{
    /// <summary>The longest name: 48 characters.</summary>
    public const int Longest = 48;

    private const int Words = 5;
    private const int FewestWords = 2;

    private static readonly HashSet<string> Filler = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "and", "or", "of", "to", "in", "on", "for", "with", "that", "this", "is", "are", "be", "please", "so", "it", "its", "as", "at", "by",
    };

    /// <summary>The name for a task: the words of its first line, as in the subject of a commit, or of all of it where that line says too little.</summary>
    public static string FromTask(string task)
    {
        var words = WordsOf(task.TrimStart().Split('\n', 2)[0]);
        if (words.Count < FewestWords)
        {
            words = WordsOf(task);
        }

        var name = string.Join('-', words);
        name = name.Length <= 40 ? name : name[..40].TrimEnd('-');
        return name.Length >= 2 ? name : $"task-{Hash(task)}";
    }

    /// <summary>Whether a user's own name for an agent is one.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>The name itself for 1, NAME-2 for 2 and so on, within the length.</summary>
    public static string Numbered(string name, int number)
    {
        if (number <= 1)
        {
            return name;
        }

        var suffix = $"-{number}";
        return name[..Math.Min(name.Length, Longest - suffix.Length)].TrimEnd('-') + suffix;
    }

    /// <summary>The name with an ending, within the length.</summary>
    public static string With(string name, string ending) => name[..Math.Min(name.Length, Longest - ending.Length)].TrimEnd('-') + ending;

    private static List<string> WordsOf(string text) =>
        [.. Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Filler.Contains(word)).Take(Words)];

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (c < 0x0300 || c > 0x036F)
            {
                plain.Append(' ');
            }
        }

        return plain.ToString();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
