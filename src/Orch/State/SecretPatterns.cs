using System.Text.RegularExpressions;

namespace Orch.State;

/// <summary>The shapes of keys that vendors give out. Every pattern begins with fixed characters, so that a search stays linear.</summary>
internal static partial class SecretPatterns
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // "AKIAXXXXXXXXXXXXXXXX" and the like are what documentation prints.
    private const double LeastEntropy = 2.6;

    // The signs without which a pattern cannot match: a search for them is many times faster, and most text has none.
    private static readonly (string Rule, Regex Pattern, string[] Signs)[] Vendors =
    [
        ("aws-access-key", Aws(), ["AKIA", "ASIA"]),
        ("github-token", GitHub(), ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"]),
        ("gitlab-token", GitLab(), ["glpat-", "glptt-", "glrt-", "gldt-"]),
        ("anthropic-key", Anthropic(), ["sk-ant-"]),
        ("openai-key", OpenAi(), ["sk-"]),
        ("google-key", Google(), ["AIza", "GOCSPX-", "ya29."]),
        ("slack-token", Slack(), ["xox", "xapp-", "hooks.slack.com/"]),
        ("stripe-key", Stripe(), ["sk_live_", "rk_live_"]),
        ("npm-token", Npm(), ["npm_"]),
        ("pypi-token", PyPi(), ["pypi-AgEI"]),
        ("hugging-face-token", HuggingFace(), ["hf_"]),
    ];

    /// <summary>Keys of a known shape, examples and placeholders left out.</summary>
    public static IEnumerable<SecretMatch> Find(string text)
    {
        foreach (var (rule, pattern, signs) in Vendors)
        {
            if (!signs.Any(sign => text.Contains(sign, StringComparison.Ordinal)))
            {
                continue;
            }

            foreach (var match in pattern.EnumerateMatchesOf(text))
            {
                if (IsReal(text.AsSpan(match.Index, match.Length)))
                {
                    yield return new(rule, match.Index, match.Length);
                }
            }
        }
    }

    /// <summary>The passwords in addresses of the form <c>scheme://user:password@host</c>.</summary>
    public static IEnumerable<SecretMatch> FindInAddresses(string text) => !text.Contains("://", StringComparison.Ordinal)
        ? []
        : Address().Matches(text).Select(match => match.Groups["password"]).Select(group => new SecretMatch("address-password", group.Index, group.Length));

    /// <summary>Where private key blocks begin.</summary>
    [GeneratedRegex("-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----", Options)]
    public static partial Regex PrivateKeyBegin();

    /// <summary>Where private key blocks end.</summary>
    [GeneratedRegex("-----END (?:[A-Z]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----", Options)]
    public static partial Regex PrivateKeyEnd();

    private static IEnumerable<(int Index, int Length)> EnumerateMatchesOf(this Regex pattern, string text)
    {
        for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
        {
            yield return (match.Index, match.Length);
        }
    }

    private static bool IsReal(ReadOnlySpan<char> value) =>
        !value.Contains("EXAMPLE", StringComparison.OrdinalIgnoreCase) && Entropy.Of(value[^Math.Min(value.Length, 16)..]) >= LeastEntropy;

    [GeneratedRegex("(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])", Options)]
    private static partial Regex Aws();

    [GeneratedRegex("(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})", Options)]
    private static partial Regex GitHub();

    [GeneratedRegex("(?<![A-Za-z0-9])gl(?:pat|ptt|rt|dt)-[A-Za-z0-9_-]{20,128}", Options)]
    private static partial Regex GitLab();

    [GeneratedRegex("(?<![A-Za-z0-9])sk-ant-[a-z]{2,12}[0-9]{2}-[A-Za-z0-9_-]{40,160}", Options)]
    private static partial Regex Anthropic();

    [GeneratedRegex("(?<![A-Za-z0-9])sk-(?:(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,200}|[A-Za-z0-9]{48})(?![A-Za-z0-9])", Options)]
    private static partial Regex OpenAi();

    [GeneratedRegex("(?<![A-Za-z0-9])(?:AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{28}|ya29\\.[A-Za-z0-9_-]{40,400})", Options)]
    private static partial Regex Google();

    [GeneratedRegex("(?<![A-Za-z0-9])(?:xox[abeoprs]-[A-Za-z0-9-]{20,200}|xapp-[0-9]-[A-Za-z0-9-]{20,200}|hooks\\.slack\\.com/services/T[A-Z0-9]{6,14}/B[A-Z0-9]{6,14}/[A-Za-z0-9]{20,40})", Options)]
    private static partial Regex Slack();

    [GeneratedRegex("(?<![A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{20,120}", Options)]
    private static partial Regex Stripe();

    [GeneratedRegex("(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])", Options)]
    private static partial Regex Npm();

    [GeneratedRegex("(?<![A-Za-z0-9])pypi-AgEI[A-Za-z0-9_-]{50,400}", Options)]
    private static partial Regex PyPi();

    [GeneratedRegex("(?<![A-Za-z0-9])hf_[A-Za-z]{34}(?![A-Za-z0-9])", Options)]
    private static partial Regex HuggingFace();

    [GeneratedRegex("(?<=[a-z])://[^/\\s:@'\"]{0,64}:(?<password>[^/\\s:@'\"]{1,256})@", Options)]
    private static partial Regex Address();
}
