using System.Text;

namespace Orch.State;

/// <summary>Takes secrets out of text before it is kept or shown: those known by value, those of a known shape, and key blocks.</summary>
/// <param name="known">The secrets known by value.</param>
internal sealed class Redactor(KnownSecrets known)
{
    /// <summary>What stands for a secret whose rule is not told.</summary>
    public const string Replacement = "[redacted]";

    /// <summary>The text with <c>[redacted NAME]</c> in the place of every secret. A whole key block is found only when it is all in the text; see <see cref="LineRedactor"/> for lines.</summary>
    public string Redact(string text)
    {
        var matches = known.Find(text)
            .Concat(SecretPatterns.Find(text))
            .Concat(SecretPatterns.FindInAddresses(text))
            .Concat(KeyBlocks(text))
            .OrderBy(match => match.Index)
            .ThenByDescending(match => match.Length)
            .ToList();
        if (matches.Count == 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var at = 0;
        foreach (var match in matches)
        {
            if (match.Index >= at)
            {
                clean.Append(text, at, match.Index - at).Append("[redacted ").Append(match.Rule).Append(']');
            }

            at = Math.Max(at, match.Index + match.Length);
        }

        return clean.Append(text, at, text.Length - at).ToString();
    }

    private static IEnumerable<SecretMatch> KeyBlocks(string text)
    {
        if (!text.Contains("-----BEGIN ", StringComparison.Ordinal))
        {
            yield break;
        }

        for (var begin = SecretPatterns.PrivateKeyBegin().Match(text); begin.Success;)
        {
            var end = SecretPatterns.PrivateKeyEnd().Match(text, begin.Index);
            if (!end.Success)
            {
                break;
            }

            yield return new("private-key", begin.Index, end.Index + end.Length - begin.Index);
            begin = SecretPatterns.PrivateKeyBegin().Match(text, end.Index + end.Length);
        }
    }
}
