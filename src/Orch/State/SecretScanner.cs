using System.Text.RegularExpressions;

namespace Orch.State;

/// <summary>Looks for secrets in the lines of a file.</summary>
/// <param name="known">The secrets known by value.</param>
internal sealed partial class SecretScanner(KnownSecrets known)
{
    // How many lines after the frame of a key block its content begins at the latest: encrypted ones have headers.
    private const int BlockHead = 4;

    /// <summary>The findings: the index of the line, and the rule.</summary>
    /// <param name="lines">Lines that follow one another.</param>
    /// <param name="assignments">Whether random-looking literals count that are assigned to something called a secret; test data and documentation are full of such.</param>
    public IEnumerable<(int Index, string Rule)> Scan(IReadOnlyList<string> lines, bool assignments)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            var rules = known.Find(lines[at]).Select(match => $"value of {match.Rule}")
                .Concat(SecretPatterns.Find(lines[at]).Select(match => match.Rule))
                .Distinct(StringComparer.Ordinal)
                .ToList();
            if (rules.Count == 0 && IsKeyBlock(lines, at))
            {
                rules.Add("private-key");
            }

            if (rules.Count == 0 && assignments && SecretAssignment.IsIn(lines[at]))
            {
                rules.Add(SecretAssignment.Rule);
            }

            foreach (var rule in rules)
            {
                yield return (at, rule);
            }
        }
    }

    // Code that only looks for the frame has no content after it.
    private static bool IsKeyBlock(IReadOnlyList<string> lines, int at)
    {
        var begin = SecretPatterns.PrivateKeyBegin().Match(lines[at]);
        return begin.Success
            && (Content().IsMatch(lines[at][(begin.Index + begin.Length)..])
                || Enumerable.Range(at + 1, BlockHead).Any(next => next < lines.Count && Content().IsMatch(lines[next])));
    }

    [GeneratedRegex("[A-Za-z0-9+/]{32}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Content();
}
